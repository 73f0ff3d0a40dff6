/** The people of the demonstration: customers with a phone each, enrolled at the bank. */
import { join } from 'node:path';
import type { Reading } from '../../../model/sa2pmp/reading.ts';
import { type Bytes, textToBytes } from '../../../src/bytes.ts';
import { SILENCE } from '../../../src/host/envelope.ts';
import { showMoney } from '../../../src/host/money.ts';
import type { Line, News } from '../../../src/host/phone/phone.ts';
import { openBank } from '../../../src/system/bank.ts';
import { packageFor } from '../../../src/system/package.ts';
import { openPhone } from '../../../src/system/phone.ts';
import type { Paint } from '../../report/paint.ts';
import { showAmount } from './amount.ts';
import type { Child } from './children.ts';
import { orRefuse } from './common.ts';
import { operatorLog } from './operator-log.ts';
import { exitCodeFor, type Ordered, tell } from './news.ts';

/** Where the story is told and what it runs on. */
export interface Stage {
  readonly dir: string;
  readonly reading: Reading;
  readonly say: (line: string) => void;
  readonly paint: Paint;
  /** Begins a chapter. */
  readonly heading: (text: string) => void;
  readonly children: Child[];
  /** Whether the folder stays when the story is told. */
  readonly isKept: boolean;
}

/** Where the processes are. */
export interface Town {
  readonly gateway: string;
  /** The bank's address for customers over HTTPS, where the reading has one. */
  readonly https: string | undefined;
  /** The witness's address, where the log is a tree. */
  readonly witness: string | undefined;
  /** The keys of bank and log, as everybody knows them. */
  readonly anchors: { readonly bankPublicKey: Bytes; readonly logPublicKey: Bytes };
  /** What the notary was handed in the branch (A2 in-branch). */
  readonly attested: Bytes[];
}

/** Somebody with an account, a phone and a password. */
export interface Customer {
  readonly account: string;
  readonly register: () => Promise<boolean>;
  readonly logOn: () => Promise<boolean>;
  /** Pays so many cents. */
  readonly pay: (type: 'pay' | 'bill', payee: string, cents: number) => Promise<boolean>;
  readonly ask: (type: 'balance' | 'statement') => Promise<boolean>;
  /** The bank has the key renewed. */
  readonly expire: () => void;
  /** Looks for a notice and follows it. */
  readonly renew: () => Promise<readonly News[]>;
  readonly close: () => void;
}

/** Tells what happened to a wish; whether it was granted. */
export function outcome(
  { say }: Pick<Stage, 'say'>,
  { who, about }: { readonly who: string; readonly about?: Ordered },
  news: readonly News[],
): boolean {
  const line = (text: string): void => say(`   ${who}’s phone: ${text}`);
  tell(news, line, about);
  return exitCodeFor(news) === 0;
}

/** Works with the bank's file, which its process has open too, and lets go of it. */
function atTheBank<R>({ dir }: Stage, work: (open: ReturnType<typeof bankIn>) => R): R {
  const open = bankIn(dir);
  try {
    return work(open);
  } finally {
    open.close();
  }
}

function bankIn(dir: string) {
  const log = operatorLog('bank', join(dir, 'bank.log'));
  return orRefuse(openBank({ path: join(dir, 'bank.db'), log }));
}

/** Enrols a customer and installs the package on a phone. */
export async function enrolled(
  stage: Stage,
  { gateway, https, attested, anchors }: Town,
  who: { readonly name: string; readonly account: string; readonly cents: number },
): Promise<Customer> {
  const { dir, say } = stage;
  const { name, account, cents } = who;
  const owner = { userid: name, sim: `89302720${cents}`, phone: `3569380${cents}` };
  const password = `${name}’s password`;
  const opening = { minor: cents, currency: 'CAD' };
  const bank = bankIn(dir);
  const { message } = orRefuse(bank.enrol({ account, opening, password, ...owner }));
  const { currency } = opening;
  const from = packageFor({
    account,
    currency,
    reading: stage.reading,
    gateway,
    https:
      https === undefined ? undefined : { url: https, certificate: (await bank.identity()).cert },
    message,
  });
  bank.close();
  const open = orRefuse(
    openPhone({
      path: join(dir, `phone-${name}.db`),
      log: operatorLog(`phone ${name}`, join(dir, `phone-${name}.log`)),
      tracing: true,
      install: { from, owner },
      branch: branch(stage, attested),
      anchors,
      pin: '2468',
    }),
  );
  say(`   ${name}: account ${account}, ${showAmount(opening)}; the package is installed`);
  const { phone } = open;
  const called = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const does = async (wish: Promise<readonly News[]>, about?: Ordered) =>
    outcome(stage, { who: called, ...(about === undefined ? {} : { about }) }, await wish);
  return {
    account,
    register: () => does(phone.wants('start')),
    logOn: () =>
      does(phone.wants('logOn', { userid: textToBytes(name), password: textToBytes(password) })),
    pay: (type, payee, amount) => {
      const money = { minor: amount, currency };
      say(`   ${called} orders: ${type} ${showAmount(money)} to ${payee}`);
      return does(
        phone.wants('pay', {
          type: textToBytes(type),
          payee: textToBytes(payee),
          amount: textToBytes(showMoney(money)),
          password: textToBytes(password),
        }),
        { business: type, payee, amount: showMoney(money) },
      );
    },
    ask: (type) => {
      say(`   ${called} asks for the ${type}`);
      return does(
        phone.wants('enquire', { type: textToBytes(type), password: textToBytes(password) }),
        { business: type, payee: '', amount: '' },
      );
    },
    expire: () => {
      atTheBank(stage, ({ bank }) => bank.expire(account));
    },
    renew: open.fetchNotices,
    close: open.close,
  };
}

/** The branch: the key goes to the bank, and the notary notes it. */
function branch(stage: Stage, attested: Bytes[]): Line {
  return (request) => {
    if (request.to.startsWith('bank:')) {
      atTheBank(stage, ({ bank }) => bank.take({ ...request, channel: 'branch' }));
    } else attested.push(request.message);
    return Promise.resolve(SILENCE);
  };
}
