/** `sa2pmp bank`: the bank's process, and what is done at its counter. */
import { commandOf } from './command.ts';
import { type Command, Option } from 'commander';
import type { Done } from './done.ts';
import { isName } from '../../../src/host/names.ts';
import type { ClientPackage } from '../../../src/host/package.ts';
import { packageFor } from '../../../src/system/package.ts';
import { openBank, type OpenBank, serveBank, usualBankName } from '../../../src/system/bank.ts';
import { logsOnOverHttps } from '../../../model/sa2pmp/reading.ts';
import { branchSchema, evidenceSchema } from '../../../src/host/evidence.ts';
import { exitCodes, usageError } from '../usage-error.ts';
import { amountWithCurrencyIn, showAmount } from './amount.ts';
import {
  GRACE_MS,
  listening,
  mustBeNew,
  orRefuse,
  type PartyWords,
  portIn,
  type PortWords,
  say,
  sayReady,
  existingIn,
  keyIn,
  keyOption,
  settingsIn,
  toldToStop,
  secureUrlIn,
  urlIn,
  withParty,
  withPort,
  withReading,
  writeNew,
} from './common.ts';
import { fileIn } from './files.ts';
import { newPasswordFor, passwordOption } from './password.ts';

interface ServeWords extends PartyWords, PortWords {
  readonly httpsPort: string;
  readonly name?: string;
  readonly logKey?: string;
}

interface EnrolWords extends PartyWords {
  readonly account: string;
  readonly balance: string;
  readonly userid: string;
  readonly passwordFile?: string;
  readonly phone: string;
  readonly sim: string;
  readonly gateway: string;
  readonly https?: string;
  readonly out: string;
  readonly name?: string;
  readonly logKey?: string;
}

interface IssueWords extends PartyWords {
  readonly account: string;
  readonly gateway: string;
  readonly https?: string;
  readonly out: string;
}

interface AccountWords extends PartyWords {
  readonly account: string;
}

const nameOption = (): Option =>
  new Option('--name <name>', `the name of a new bank (default: ${usualBankName})`).env(
    'SA2PMP_BANK_NAME',
  );

/** The command and those under it. */
export function bankCommand(done: Done): Command {
  const command = withReading(withPort(withParty(commandOf('bank'), 'bank'), 7001))
    .addOption(
      new Option('--https-port <n>', 'the port for customers who come over HTTPS; 0 for any')
        .default('7002')
        .env('SA2PMP_HTTPS_PORT'),
    )
    .addOption(nameOption())
    .addOption(keyOption('log'))
    .action(async (words: ServeWords) => done(await serve(words)));
  command.addCommand(enrolCommand(done));
  command.addCommand(
    withReading(withParty(commandOf('key'), 'bank'))
      .description('the public key that verifies what the bank signs; its file is made if need be')
      .addOption(nameOption())
      .addOption(keyOption('log'))
      .action((words: ServeWords) => done(key(words))),
  );
  command.addCommand(
    withPackage(withParty(commandOf('issue'), 'bank'))
      .description('issue the application package of an enrolled customer again')
      .requiredOption('--account <number>', 'the account')
      .action(async (words: IssueWords) => done(await issue(words))),
  );
  const forAccount = (name: string, says: string): Command =>
    withParty(commandOf(name), 'bank')
      .description(says)
      .requiredOption('--account <number>', 'the account');
  command.addCommand(
    forAccount('expire', 'have the key pair of an account renewed (§4.3)').action(
      (words: AccountWords) => done(expire(words)),
    ),
  );
  command.addCommand(
    forAccount('unlock', 'admit log-ons again after too many failed').action(
      (words: AccountWords) => done(unlock(words)),
    ),
  );
  command.addCommand(
    forAccount('testify', "what the bank says of a customer's key, for a judge")
      .requiredOption('--out <file>', 'where to write it')
      .action((words: AccountWords & { readonly out: string }) => done(testify(words))),
  );
  command.addCommand(
    withParty(commandOf('disclose'), 'bank')
      .description('add to evidence what its record is a commitment to, for the judge (A22)')
      .argument('<evidence>', 'what `log evidence` wrote')
      .requiredOption('--out <file>', 'where to write it; the order can be read in it')
      .action((file: string, words: PartyWords & { readonly out: string }) =>
        done(disclose(file, words)),
      ),
  );
  command.addCommand(
    forAccount(
      'word',
      "the last order of an account with the log's word, where the log shows no record (R7b)",
    )
      .requiredOption('--out <file>', 'where to write it; the order can be read in it')
      .action((words: AccountWords & { readonly out: string }) => done(showWord(words))),
  );
  command.addCommand(
    withParty(commandOf('branch'), 'bank')
      .description('take a key that a customer hands over in a branch (A2 in-branch)')
      .argument('<file>', 'what `client register --branch-file` wrote')
      .action((file: string, words: PartyWords) => done(branch(file, words))),
  );
  command.addCommand(
    withParty(commandOf('accounts'), 'bank')
      .description('the customers and their balances')
      .action((words: PartyWords) => done(accounts(words))),
  );
  return command;
}

async function serve(words: ServeWords): Promise<number> {
  const { host, port, httpsPort } = words;
  const settings = makingIn(words);
  const at = {
    wired: { host, port: portIn('--port', port) },
    https: { host, port: portIn('--https-port', httpsPort) },
  };
  const open = orRefuse(openBank(settings));
  const stop = toldToStop();
  const ports = await listening(
    serveBank(open, at),
    new Map([
      [at.wired.port, '--port'],
      [at.https.port, '--https-port'],
    ]),
  );
  say(`bank ${open.name}`);
  say(`its key           ${open.publicKey}`);
  say(`for the gateway   ${ports.wired.url}`);
  if (ports.https !== undefined) say(`for customers     ${ports.https.url}`);
  sayReady();
  await stop;
  await Promise.all([ports.wired.close(GRACE_MS), ports.https?.close(GRACE_MS)]);
  open.close();
  say('stopped');
  return exitCodes.done;
}

function enrolCommand(done: Done): Command {
  return withPackage(withReading(withParty(commandOf('enrol'), 'bank')))
    .description('enrol a customer and issue the application package (§4.3)')
    .requiredOption('--account <number>', 'ACCID, the account number')
    .requiredOption('--balance <amount>', 'the opening balance, such as "1000.00 CAD"')
    .requiredOption('--userid <name>', 'the name to log on with')
    .addOption(passwordOption())
    .requiredOption('--phone <serial>', 'PHID, the serial number of the phone')
    .requiredOption('--sim <number>', 'the number of the SIM')
    .addOption(nameOption())
    .addOption(keyOption('log'))
    .action(async (words: EnrolWords) => done(await enrolOne(words)));
}

/** What a package says besides its message, and where it is written. */
function withPackage(command: Command): Command {
  return command
    .requiredOption('--gateway <url>', "where the customer's phone finds the operator's gateway")
    .option('--https <url>', 'where it finds the bank over HTTPS, where the reading has it so')
    .requiredOption('--out <file>', 'where to write the package; it holds the AES key');
}

function named(option: string, text: string): string {
  if (isName(text)) return text;
  throw usageError(`${option} takes up to 64 letters, digits and @._+-; got "${text}"`);
}

async function enrolOne(words: EnrolWords): Promise<number> {
  const opening = amountWithCurrencyIn(words.balance);
  const account = named('--account', words.account);
  const userid = named('--userid', words.userid);
  const phone = named('--phone', words.phone);
  const sim = named('--sim', words.sim);
  const open = orRefuse(openBank(makingIn(words)));
  try {
    mustBeNew(words.out);
    const places = await placesIn(open, words);
    const password = await newPasswordFor(`password for ${userid}`, words.passwordFile);
    const { message } = orRefuse(open.enrol({ account, opening, userid, password, phone, sim }));
    say(`${userid} is enrolled with account ${account}, ${showAmount(opening)}`);
    return handOut(
      words.out,
      packageFor({ account, currency: opening.currency, message, ...places }),
    );
  } finally {
    open.close();
  }
}

async function issue(words: IssueWords): Promise<number> {
  const open = opened(words);
  try {
    const { accid } = customerOf(open, words.account);
    mustBeNew(words.out);
    const places = await placesIn(open, words);
    const currency = open.store.account(accid)?.currency ?? '';
    const issued = open.reissue(accid);
    if (issued === undefined) throw usageError(`${accid} is not enrolled`);
    const { message } = issued;
    return handOut(words.out, packageFor({ account: accid, currency, message, ...places }));
  } finally {
    open.close();
  }
}

/** The reading and the addresses that a package names. */
async function placesIn(open: OpenBank, { gateway, https }: Pick<IssueWords, 'gateway' | 'https'>) {
  return {
    reading: open.world.reading,
    gateway: urlIn('--gateway', gateway),
    https: await httpsFor(open, https),
  };
}

function handOut(out: string, made: ClientPackage): number {
  writeNew(out, `${JSON.stringify(made, null, 2)}\n`);
  say(`application package: ${out}`);
  return exitCodes.done;
}

/** Where the bank is over HTTPS and by which certificate, where the reading has it so. */
async function httpsFor(open: OpenBank, url: string | undefined): Promise<ClientPackage['https']> {
  if (!logsOnOverHttps(open.world.reading)) return undefined;
  if (url === undefined) {
    throw usageError('--https <url> is needed: the reading has customers log on over HTTPS (A13)');
  }
  return { url: secureUrlIn('--https', url), certificate: (await open.identity()).cert };
}

/** The bank's file, which must be there: only `bank` and `bank enrol` make one. */
function opened(words: PartyWords): OpenBank {
  return orRefuse(openBank(existingIn('bank', words)));
}

function withBank<R>(words: PartyWords, work: (open: OpenBank) => R): R {
  const open = opened(words);
  try {
    return work(open);
  } finally {
    open.close();
  }
}

function customerOf({ store }: OpenBank, account: string) {
  const customer = store.customer(account);
  if (customer === undefined) throw usageError(`there is no customer with account ${account}`);
  return customer;
}

function expire(words: AccountWords): number {
  return withBank(words, (open) => {
    const { accid } = customerOf(open, words.account);
    const sends = open.bank.expire(accid);
    if (sends.length === 0) {
      throw usageError(`${accid} has no key to renew, or is being asked for one already`);
    }
    say(`${accid}: notice to renew the key pair is on its way by SMS`);
    return exitCodes.done;
  });
}

function unlock(words: AccountWords): number {
  return withBank(words, (open) => {
    const { accid } = customerOf(open, words.account);
    open.store.journal.transaction(() => {
      open.store.clearAttempts(accid);
    });
    say(`${accid}: log-ons are admitted again`);
    return exitCodes.done;
  });
}

function testify(words: AccountWords & { readonly out: string }): number {
  return withBank(words, (open) => {
    const customer = customerOf(open, words.account);
    const said = open.testimony(customer.accid);
    if (said === undefined) throw usageError(`${customer.accid} has registered no key`);
    writeNew(words.out, `${JSON.stringify(said, null, 2)}\n`);
    say(`the bank's word on the key of ${customer.accid}: ${words.out}`);
    return exitCodes.done;
  });
}

function key(words: ServeWords): number {
  const open = orRefuse(openBank(makingIn(words)));
  say(open.publicKey);
  open.close();
  return exitCodes.done;
}

/** How to open or make a bank's file. */
function makingIn(words: PartyWords & Pick<ServeWords, 'name' | 'logKey'>) {
  const { name, logKey } = words;
  const logPublicKey = keyIn('--log-key', logKey);
  return {
    ...settingsIn('bank', words),
    anchors: { logPublicKey },
    ...(name === undefined ? {} : { name }),
  };
}

function disclose(file: string, words: PartyWords & { readonly out: string }): number {
  const evidence = fileIn(evidenceSchema, file);
  return withBank(words, (open) => {
    mustBeNew(words.out);
    const made = open.disclose(evidence);
    if (made === undefined) {
      throw usageError(`${file}: the bank has nothing that its record is a commitment to`);
    }
    writeNew(words.out, `${JSON.stringify(made, null, 2)}\n`);
    say(`evidence, the order in it: ${words.out}`);
    return exitCodes.done;
  });
}

function showWord(words: AccountWords & { readonly out: string }): number {
  return withBank(words, (open) => {
    mustBeNew(words.out);
    const { accid } = customerOf(open, words.account);
    const made = open.worded(accid);
    if (made === undefined) throw usageError(`${accid}: the log gave its word for no order of it`);
    writeNew(words.out, `${JSON.stringify(made, null, 2)}\n`);
    say(`evidence by the log's word, the order in it: ${words.out}`);
    return exitCodes.done;
  });
}

function branch(file: string, words: PartyWords): number {
  const { messages } = fileIn(branchSchema, file);
  return withBank(words, (open) => {
    const before = open.store.customers().map(({ accid }) => open.store.keysOf(accid).length);
    for (const request of messages.filter(({ to }) => to.startsWith('bank:'))) {
      open.bank.take({ ...request, channel: 'branch' });
    }
    const after = open.store.customers().map(({ accid }) => open.store.keysOf(accid).length);
    const taken = after.some((keys, index) => keys > (before[index] ?? 0));
    say(taken ? 'the key is in the depository' : 'the key was refused');
    return taken ? exitCodes.done : exitCodes.refused;
  });
}

function accounts(words: PartyWords): number {
  return withBank(words, ({ store }) => {
    for (const { accid, userid } of store.customers()) {
      const account = store.account(accid);
      if (account === undefined) continue;
      const balance = showAmount({ minor: account.balanceMinor, currency: account.currency });
      say(`${accid}\t${userid}\t${balance}`);
    }
    return exitCodes.done;
  });
}
