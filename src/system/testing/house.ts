import { said } from './said.ts';
import type { Grouped } from '../../host/group.ts';
/**
 * Bank, gateway and phones in one process and in memory, joined by calls instead of sockets; the
 * lines between them can be cut.
 */
import type { Reading } from '../../../model/sa2pmp/reading.ts';
import type { CheckId } from '../../../model/sa2pmp/setting.ts';
import type { PhoneStore } from '../../host/phone/store.ts';
import { phoneSchema, phoneStore } from '../../adapters/sqlite/phone.ts';
import type { Bytes } from '../../bytes.ts';
import { type Delivery, type Request, SILENCE } from '../../host/envelope.ts';
import { judgeAddress } from '../../host/names.ts';
import { type BankLine, type Gateway, gateway } from '../../host/log/gateway.ts';
import {
  type Line,
  type News,
  type Phone,
  phone,
  type PhoneParts,
} from '../../host/phone/phone.ts';
import { needsPin, setPin, underPin } from '../../host/phone/lock.ts';
import type { OperatorLog } from '../../host/world.ts';
import { openBank, type OpenBank } from '../bank.ts';
import { openLog, type OpenLog } from '../log.ts';
import { startParty } from '../party.ts';

/** What a password costs here. */
const cheap = { N: 16, r: 1, p: 1 } as const;

/** A log for an operator who notes the causes of refusals. */
export function notedLog(causes: string[] = []): OperatorLog {
  const nothing = (): void => undefined;
  return { refused: (why) => void causes.push(why), fault: nothing, info: nothing };
}

/** What was not refused. */
export function granted<T extends object>(
  opened: T | { readonly refusal: string },
): Exclude<T, { readonly refusal: string }> {
  if ('refusal' in opened) throw new Error(opened.refusal);
  return opened as Exclude<T, { readonly refusal: string }>;
}

/** What the lines do; the tests change it. */
export interface Weather {
  /** Whether the phone's line to the gateway is cut on the way there, or on the way back. */
  wireless: 'up' | 'cut' | 'cut-back';
  /** Whether the gateway's line to the bank is cut. */
  wired: 'up' | 'cut' | 'cut-back';
  /** Whether the bank's answers come twice over to the gateway. */
  doubled: boolean;
}

/** A phone with what it keeps and the requests that it made. */
export interface Held {
  readonly phone: Phone;
  readonly store: PhoneStore;
  readonly requests: readonly Request[];
  readonly wants: (
    wish: 'start' | 'logOn' | 'pay' | 'enquire',
    words?: Readonly<Record<string, string>>,
  ) => Promise<readonly News[]>;
}

/** Everybody. */
export interface House {
  readonly bank: OpenBank;
  readonly log: OpenLog;
  readonly gateway: Gateway;
  readonly weather: Weather;
  /** Why requests were refused, at bank and gateway. */
  readonly causes: readonly string[];
  /** Enrols a customer, with 100.00 CAD, and gives the package's message. */
  readonly enrolled: (account: string) => Bytes;
  /** A phone without a package. */
  readonly phone: (account: string, more?: Partial<PhoneParts>) => Held;
  readonly close: () => void;
}

const CUT = { unavailable: 'cut' } as const;

/** Opens the house, with a bank that leaves out checks where told. */
export function house(reading: Reading, omitted: readonly CheckId[] = []): House {
  const causes: string[] = [];
  const settings = { path: ':memory:', reading, crypto: 'openssl', log: notedLog(causes) } as const;
  const log = granted(openLog(settings));
  const logPublicKey = log.publicKey;
  const bank = granted(openBank({ ...settings, omitted, anchors: { logPublicKey } }));
  const bankPublicKey = bank.publicKey;
  const weather: Weather = { wireless: 'up', wired: 'up', doubled: false };
  const line = toBank(bank, weather);
  const { world, store, signingKey } = log;
  const group: Grouped = (work) => Promise.resolve(store.journal.transaction(work));
  const running = gateway({
    ...{ world, store, signingKey, bankPublicKey, group },
    bank: line,
    tracing: false,
  });
  const wireless: Line = async (request) => {
    if (weather.wireless === 'cut') return CUT;
    const answer = await running.relay(request);
    return weather.wireless === 'cut-back' ? CUT : answer;
  };
  const closing: (() => void)[] = [bank.close, log.close];
  return {
    ...{ bank, log, gateway: running, weather, causes },
    enrolled: (account) => {
      const who = { userid: account, password: `pw of ${account}`, sim: '893', phone: '356' };
      const opening = { minor: 10_000, currency: 'CAD' };
      return granted(bank.enrol({ ...who, account, opening }, cheap)).message;
    },
    phone: (account, more = {}) => {
      const { db, world: its } = granted(startParty(phoneSchema, settings));
      closing.push(db.close);
      const kept = withPin(phoneStore(db), reading);
      const requests: Request[] = [];
      const noting =
        (next: Line): Line =>
        (request) => {
          requests.push(request);
          return next(request);
        };
      const made = phone({
        ...{ world: its, store: kept, accid: account, tracing: false },
        ...{ anchors: { bankPublicKey, logPublicKey }, cost: cheap },
        customer: said({ sim: '893', phid: '356', userid: account }) as never,
        lines: {
          wireless: noting(wireless),
          https: noting((request) => Promise.resolve(bank.bank.take(request))),
          branch: noting((request) =>
            Promise.resolve(request.to === judgeAddress ? SILENCE : bank.bank.take(request)),
          ),
        },
        ...more,
      });
      const wants: Held['wants'] = (wish, words = {}) => made.wants(wish, said(words));
      return { phone: made, store: kept, requests, wants };
    },
    close: () => {
      for (const close of closing) close();
    },
  };
}

/** A phone's file with a PIN, given, where the reading has one (A14). */
function withPin(store: PhoneStore, reading: Reading): PhoneStore {
  if (!needsPin(reading)) return store;
  const key = setPin(store.journal, '2468', cheap);
  return { ...store, journal: underPin(store.journal, key, reading) };
}

function toBank({ bank }: OpenBank, weather: Weather): BankLine {
  const twice = (deliveries: readonly Delivery[]): readonly Delivery[] =>
    weather.doubled ? [...deliveries, ...deliveries] : deliveries;
  return {
    forward: (request, received) => {
      if (weather.wired === 'cut') return Promise.resolve(CUT);
      if (received.length > 0) bank.fetch(received);
      const reply = bank.take({ ...request, channel: 'wired' });
      if (weather.wired === 'cut-back') return Promise.resolve(CUT);
      return Promise.resolve({ ...reply, deliveries: twice(reply.deliveries) });
    },
    fetch: (received) => {
      if (weather.wired === 'cut') return Promise.resolve(CUT);
      return Promise.resolve({ deliveries: twice(bank.fetch(received)) });
    },
  };
}
