/** `sa2pmp client`: the phone, one command a wish of its user's. */
import { commandOf } from './command.ts';
import { type Command, Option } from 'commander';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { textToBytes, type Bytes } from '../../../src/bytes.ts';
import { SILENCE } from '../../../src/host/envelope.ts';
import { isName } from '../../../src/host/names.ts';
import { packageSchema } from '../../../src/host/package.ts';
import type { Line, News } from '../../../src/host/phone/phone.ts';
import { registersInSession, resolves } from '../../../model/sa2pmp/reading.ts';
import { showMoney } from '../../../src/host/money.ts';
import { needsPin } from '../../../src/host/phone/lock.ts';
import { openPhone, type OpenPhone } from '../../../src/system/phone.ts';
import { exitCodes, usageError } from '../usage-error.ts';
import { amountIn, showAmount, showWritten } from './amount.ts';
import {
  keyIn,
  keyOption,
  orRefuse,
  type PartyWords,
  say,
  secureUrlIn,
  settingsIn,
  urlIn,
  withParty,
} from './common.ts';
import type { Done } from './done.ts';
import { fileIn } from './files.ts';
import { newPinFor, passwordFor, passwordOption, pinFor, pinOption } from './password.ts';
import { exitCodeFor, inWords, isPayment, type Ordered, tell } from './news.ts';

interface ClientWords extends PartyWords {
  readonly passwordFile?: string;
  readonly pinFile?: string;
  readonly branchFile?: string;
  readonly gateway?: string;
  readonly https?: string;
}

interface InstallWords extends ClientWords {
  readonly sim: string;
  readonly phone: string;
  readonly userid: string;
  readonly bankKey?: string;
  readonly logKey?: string;
}

/** What a user wants: as a phrase, and how it is done. */
interface Wish {
  readonly says: string;
  /** The order or enquiry that it is, if it is one. */
  readonly ordered?: Ordered;
  readonly work: () => Promise<readonly News[]>;
  /** What is said when nothing came of it. */
  readonly otherwise?: string;
}

type Wanted = (open: OpenPhone, words: ClientWords) => Wish;

/** The command and those under it. */
export function clientCommand(done: Done): Command {
  const command = commandOf('client').enablePositionalOptions();
  const wish = (name: string, says: string): Command =>
    withParty(commandOf(name), 'phone')
      .description(says)
      .addOption(
        new Option('--gateway <url>', 'the gateway, if not where the package says').env(
          'SA2PMP_GATEWAY_URL',
        ),
      )
      .addOption(pinOption())
      .addOption(
        new Option('--https <url>', 'the bank over HTTPS, if not where the package says').env(
          'SA2PMP_HTTPS_URL',
        ),
      );
  const does = (wanted: Wanted) => async (words: ClientWords) =>
    done(await carryOut(words, wanted));
  command.addCommand(installCommand(done));
  command.addCommand(
    wish('register', 'make the key pair and have the public key registered (§4.3)')
      .option('--branch-file <file>', 'where to write what is handed over in a branch (A2)')
      .action(does(register)),
  );
  command.addCommand(
    wish('log-on', 'log on with userid and password (§5.2)')
      .addOption(passwordOption())
      .action(does(logOn)),
  );
  for (const [name, type, says] of payments) {
    command.addCommand(
      wish(name, says)
        .argument('<payee>', type === 'pay' ? 'the account to pay to' : 'the biller')
        .argument('<amount>', 'such as 12.50')
        .addOption(passwordOption())
        .action(async (payee: string, amount: string, words: ClientWords) =>
          done(await carryOut(words, (open) => pay(open, words, { type, payee, amount }))),
        ),
    );
  }
  for (const [name, type, says] of enquiries) {
    command.addCommand(
      wish(name, says)
        .addOption(passwordOption())
        .action(
          does((open, words) => ordering(open, words, { business: type, payee: '', amount: '' })),
        ),
    );
  }
  command.addCommand(
    wish('renew', 'look for a notice to renew the key pair, and renew it (§4.3)').action(
      does((open) => ({
        says: 'renew',
        work: open.fetchNotices,
        otherwise: 'no notice; the key pair stays as it is',
      })),
    ),
  );
  command.addCommand(
    wish('resend', 'send again what got no answer, and learn what became of it').action(
      async (words: ClientWords) => done(await resend(words)),
    ),
  );
  command.addCommand(
    wish('resolve', 'have the log say what became of an order without an answer (R7)').action(
      async (words: ClientWords) => done(await giveUp(words, true)),
    ),
  );
  command.addCommand(
    wish(
      'give-up',
      'stop waiting for an answer; the log, or the statement, tells whether it was paid',
    ).action(async (words: ClientWords) => done(await giveUp(words, false))),
  );
  command.addCommand(
    withParty(commandOf('status'), 'phone')
      .description('what the phone knows, without asking anybody')
      .action((words: ClientWords) => done(status(words))),
  );
  return command;
}

const payments = [
  ['pay', 'pay', 'transfer money to another account of the bank'],
  ['bill', 'bill', 'pay a bill'],
] as const;

const enquiries = [
  ['balance', 'balance', 'ask for the balance'],
  ['history', 'statement', 'ask for a statement'],
] as const;

function installCommand(done: Done): Command {
  return withParty(commandOf('install'), 'phone')
    .description('install the application package that the bank issued (§4.3)')
    .argument('<package>', 'what `bank enrol` wrote')
    .requiredOption('--sim <number>', 'the number of the SIM in this phone')
    .requiredOption('--phone <serial>', 'the serial number of this phone')
    .requiredOption('--userid <name>', 'the name to log on with')
    .addOption(pinOption())
    .addOption(keyOption('bank'))
    .addOption(keyOption('log'))
    .option('--trace', 'keep a trace of every step; it holds secrets')
    .action(async (file: string, words: InstallWords) => {
      const { sim, phone, userid } = words;
      for (const text of [sim, phone, userid]) {
        if (!isName(text)) throw usageError(`"${text}" is no name: letters, digits and @._+-`);
      }
      const from = fileIn(packageSchema, file);
      const pin = needsPin(from.reading) ? await newPinFor(words.pinFile) : undefined;
      const anchors = {
        bankPublicKey: keyIn('--bank-key', words.bankKey),
        logPublicKey: keyIn('--log-key', words.logKey),
      };
      const install = { from, owner: { userid, sim, phone } };
      const open = orRefuse(openPhone({ ...settings(words), install, pin, anchors }));
      open.close();
      say(`installed for account ${open.accid}`);
      done(exitCodes.done);
    });
}

function settings(words: ClientWords) {
  const { otherwise: _, ...rest } = settingsIn('phone', words);
  return rest;
}

/** The phone with its PIN given, where it has one. */
async function unlocked(words: ClientWords): Promise<OpenPhone> {
  const open = opened(words);
  if (!open.isLocked) return open;
  open.close();
  return opened(words, await pinFor(words.pinFile));
}

function opened(words: ClientWords, pin?: string): OpenPhone {
  const { branchFile, gateway, https, data } = words;
  if (data !== undefined && !existsSync(data)) {
    throw usageError(`${data}: no application package is installed; see \`client install\``);
  }
  return orRefuse(
    openPhone({
      ...settings(words),
      pin,
      gatewayUrl: gateway === undefined ? undefined : urlIn('--gateway', gateway),
      httpsUrl: https === undefined ? undefined : secureUrlIn('--https', https),
      branch: branchFile === undefined ? undefined : inBranch(branchFile),
    }),
  );
}

/** Writes what is handed over in a branch to a file, a message at a time. */
function inBranch(path: string): Line {
  return ({ id, from, to, message }) => {
    const before = existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8')) as { readonly messages: readonly unknown[] })
      : { messages: [] };
    const messages = [...before.messages, { id, from, to, message }];
    const file = { format: 'sa2pmp-branch', version: 1, messages };
    writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
    return Promise.resolve(SILENCE);
  };
}

/** Sees a wish through; what got no answer before comes first. */
async function carryOut(words: ClientWords, wanted: Wanted): Promise<number> {
  const open = await unlocked(words);
  try {
    const { says, ordered, work, otherwise } = wanted(open, words);
    const earlier = awaited(open);
    const before = await open.phone.resume();
    tell(before, (line) => say(`from before: ${line}`), earlier);
    if (before.some(({ kind }) => kind === 'unanswered')) {
      const what = earlier === undefined ? 'message' : isPayment(earlier) ? 'order' : 'enquiry';
      say(
        `not sent: ${says}. The answer to an earlier ${what} is still awaited: \`client resend\` asks again, \`client give-up\` stops waiting`,
      );
      return exitCodes.inconclusive;
    }
    const news = await work();
    tell(news, say, ordered);
    if (news.length === 0 && otherwise !== undefined) say(otherwise);
    return exitCodeFor(news);
  } finally {
    open.close();
  }
}

/** The order whose answer is awaited, if there is one. */
function awaited({ store }: OpenPhone): Ordered | undefined {
  const last = store.orders().at(-1);
  return last?.state === 'sent' ? last : undefined;
}

/** Sends again what got no answer. */
async function resend(words: ClientWords): Promise<number> {
  const open = await unlocked(words);
  try {
    const earlier = awaited(open);
    const news = await open.phone.resume();
    tell(news, say, earlier);
    if (news.length === 0) say('nothing waits for an answer');
    return exitCodeFor(news);
  } finally {
    open.close();
  }
}

function register({ phone, reading }: OpenPhone): Wish {
  return {
    says: 'register',
    work: () => phone.wants('start'),
    ...(registersInSession(reading)
      ? { otherwise: 'the key pair is registered at the next log-on (A2)' }
      : {}),
  };
}

/** The password as a value that a wish brings, where the reading has the wish carry it. */
async function passwordValue({ owner }: OpenPhone, { passwordFile }: ClientWords): Promise<Bytes> {
  return textToBytes(await passwordFor(`password for ${owner.userid}`, passwordFile));
}

function logOn(open: OpenPhone, words: ClientWords): Wish {
  const userid = textToBytes(open.owner.userid);
  const work = async (): Promise<readonly News[]> => {
    const password = await passwordValue(open, words);
    return open.phone.wants('logOn', { userid, password });
  };
  return { says: 'log on', work };
}

/** Values of a wish, and the password where every order carries it (A13b). */
async function withPassword(
  open: OpenPhone,
  words: ClientWords,
  values: Readonly<Record<string, Bytes>>,
): Promise<Readonly<Record<string, Bytes>>> {
  if (open.reading.A13b !== 'password') return values;
  return { ...values, password: await passwordValue(open, words) };
}

function pay(
  open: OpenPhone,
  words: ClientWords,
  order: { readonly type: string; readonly payee: string; readonly amount: string },
): Wish {
  const { type, payee } = order;
  if (!isName(payee)) throw usageError(`"${payee}" names no payee: letters, digits and @._+-`);
  const money = amountIn(order.amount, open.currency);
  if (money.minor === 0) {
    const nothing = showAmount(money);
    throw usageError(`nothing would be paid; the amount must be above ${nothing}`);
  }
  return ordering(open, words, { business: type, payee, amount: showMoney(money) });
}

/** An order or an enquiry as a wish. */
function ordering(open: OpenPhone, words: ClientWords, ordered: Ordered): Wish {
  const { business, payee, amount } = ordered;
  const type = textToBytes(business);
  const work = async (): Promise<readonly News[]> =>
    isPayment(ordered)
      ? open.phone.wants(
          'pay',
          await withPassword(open, words, {
            type,
            payee: textToBytes(payee),
            amount: textToBytes(amount),
          }),
        )
      : open.phone.wants('enquire', await withPassword(open, words, { type }));
  return { says: inWords(ordered), ordered, work };
}

/** Stops waiting: has the log say what became of the order, where it can (R7). */
async function giveUp(words: ClientWords, asksLog: boolean): Promise<number> {
  const open = await unlocked(words);
  try {
    if (asksLog && !resolves(open.reading)) {
      throw usageError('the log says nothing of orders by this reading (R7); `client give-up`');
    }
    const { business } = open.phone.state();
    const idle = business === 'ready' || business === 'loggedOff';
    if (idle && open.store.journal.pending(1).length === 0) {
      say('nothing was awaited');
      return exitCodes.done;
    }
    const earlier = awaited(open);
    const news = await open.phone.giveUp();
    if (news.length > 0) {
      tell(news, say, earlier);
      return exitCodeFor(news);
    }
    const told = isPayment(earlier) ? '; `client history` tells whether the order was paid' : '';
    if (!idle) say(`no answer is awaited any more${told}`);
    if (open.store.journal.pending(1).length > 0) {
      say('the public key is still to be registered: that is sent again with the next command');
    }
    return exitCodes.done;
  } finally {
    open.close();
  }
}

function status(words: ClientWords): number {
  const open = opened(words);
  const { keys, business } = open.phone.state();
  say(`account ${open.accid}, key ${keys}, ${business}`);
  for (const { at, business: type, payee, amount, state } of open.store.orders()) {
    say([new Date(at).toISOString(), type, payee, showWritten(amount), state].join('\t'));
  }
  open.close();
  return exitCodes.done;
}
