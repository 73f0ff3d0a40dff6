/** The phone as a process: its file, the package installed on it, its lines out. */
import * as v from 'valibot';
import { poster, type Poster } from '../adapters/http/client.ts';
import { defaultHttpLimits, type HttpLimits } from '../adapters/http/limits.ts';
import type { DatabaseRefusal } from '../adapters/sqlite/database.ts';
import { phoneSchema, phoneStore } from '../adapters/sqlite/phone.ts';
import { textToBytes } from '../bytes.ts';
import { addressesOf } from '../host/names.ts';
import { type ClientPackage, packageSchema } from '../host/package.ts';
import type { Journal } from '../host/journal.ts';
import {
  hasPin,
  isPin,
  needsPin,
  type PinKey,
  setPin,
  tryPin,
  underPin,
} from '../host/phone/lock.ts';
import { type PasswordCost, passwordCost } from '../host/passwords.ts';
import { type Line, type Lines, type News, type Phone, phone } from '../host/phone/phone.ts';
import type { PhoneStore } from '../host/phone/store.ts';
import { missingOnPhone } from '../host/anchors.ts';
import { anchorsIn } from './anchors.ts';
import { type Settings, type Started, startParty } from './party.ts';
import type { Reading } from '../../model/sa2pmp/reading.ts';
import { askNotices, postFrame } from './wire.ts';

/** Whose phone it is, and what the bank knows it by. */
export interface Owner {
  readonly userid: string;
  /** SIM number. */
  readonly sim: string;
  /** Phone serial number. */
  readonly phone: string;
}

/** How to open a phone. */
export interface PhoneSettings extends Settings {
  /** What to install, on a phone without the application. */
  readonly install?: { readonly from: ClientPackage; readonly owner: Owner } | undefined;
  /** Its PIN, where the reading has one (A14): set when the package is installed. */
  readonly pin?: string | undefined;
  /** What stretching the PIN and the password costs. */
  readonly cost?: PasswordCost | undefined;
  /** Takes what is handed over in a branch (A2 in-branch). */
  readonly branch?: Line | undefined;
  /** Another gateway than the package names. */
  readonly gatewayUrl?: string | undefined;
  /** Another address of the bank's over HTTPS. */
  readonly httpsUrl?: string | undefined;
  readonly limits?: HttpLimits | undefined;
}

/** A phone, open. */
export interface OpenPhone {
  readonly phone: Phone;
  readonly store: PhoneStore;
  readonly accid: string;
  readonly owner: Owner;
  readonly reading: Reading;
  /** Whether its PIN is still to be given (A14). */
  readonly isLocked: boolean;
  /** The account's currency. */
  readonly currency: string;
  /** Asks the operator for notices and hears them. */
  readonly fetchNotices: () => Promise<readonly News[]>;
  /** Closes the file. */
  readonly close: () => void;
}

const INSTALLED = 'package';

const installedSchema = v.strictObject({
  from: packageSchema,
  owner: v.strictObject({ userid: v.string(), sim: v.string(), phone: v.string() }),
});

const noBranch: Line = () =>
  Promise.resolve({ unavailable: 'the reading has keys handed over in a branch' });

type Installed = v.InferOutput<typeof installedSchema>;

/** What is installed, or is to be; or why neither. */
function installedOn(
  { path, install }: PhoneSettings,
  { fact }: Started,
  before: string | undefined,
): Installed | DatabaseRefusal {
  if (before === undefined) {
    if (install === undefined) return { refusal: `${path}: no application package is installed` };
    if (!v.is(installedSchema, install)) {
      return { refusal: `${path}: that is no application package` };
    }
  } else if (install !== undefined) {
    return { refusal: `${path}: an application package is installed already` };
  }
  return v.parse(installedSchema, JSON.parse(fact(INSTALLED, () => JSON.stringify(install))));
}

/** Opens a phone's file, and installs the package when told to. */
export function openPhone(settings: PhoneSettings): OpenPhone | DatabaseRefusal {
  const { install, path } = settings;
  const reading = install?.from.reading ?? settings.reading;
  const started = startParty(phoneSchema, { ...settings, reading });
  if ('refusal' in started) return { refusal: notInstalled(started.refusal) };
  const { db, world, tracing } = started;
  const store = phoneStore(db);
  const refuse = (refusal: string): DatabaseRefusal => {
    db.close();
    return { refusal: `${path}: ${refusal}` };
  };
  const anchors = anchorsIn(started, settings.anchors);
  if ('refusal' in anchors) return refuse(anchors.refusal);
  const missing = missingOnPhone(world.reading, anchors);
  if (missing !== undefined) {
    db.run("DELETE FROM meta WHERE key <> 'party'");
    return refuse(`the key of ${missing} is needed to install the package`);
  }
  const locked = lockOf(settings, store.journal, world.reading);
  if ('refusal' in locked) return refuse(locked.refusal);
  const installed = installedOn(settings, started, store.journal.about(INSTALLED));
  if ('refusal' in installed) {
    db.close();
    return installed;
  }
  const { from, owner } = installed;
  const lines = linesOf(from, settings);
  const accid = from.account;
  const running = phone({
    world,
    store: { ...store, journal: locked.journal },
    accid,
    anchors,
    isLocked: locked.isLocked,
    cost: settings.cost,
    customer: {
      sim: textToBytes(owner.sim),
      phid: textToBytes(owner.phone),
      userid: textToBytes(owner.userid),
    },
    lines,
    tracing,
  });
  // The message is taken by the chart once; a crash between the two leaves it to be taken now.
  const [refused] = running.state().keys === 'uninstalled' ? running.install(from.message) : [];
  if (refused?.kind === 'refused-here') {
    db.run("DELETE FROM meta WHERE key <> 'party'");
    lines.close();
    db.close();
    return { refusal: `${path}: the package holds nothing to install (${refused.why})` };
  }
  return {
    phone: running,
    store,
    accid,
    owner,
    reading: world.reading,
    isLocked: locked.isLocked,
    currency: from.currency,
    fetchNotices: async () => {
      const asked = await askNotices(lines.gateway, addressesOf(accid).phone);
      if ('unavailable' in asked) return [{ kind: 'unanswered', why: asked.unavailable }];
      return running.hears(asked.deliveries, asked.epoch);
    },
    close: () => {
      lines.close();
      db.close();
    },
  };
}

/** A journal behind the PIN. */
interface Locked {
  readonly journal: Journal;
  /** Whether the PIN is still to be given. */
  readonly isLocked: boolean;
}

/** Unlocks the phone, or sets its PIN with the package; or says why neither. */
function lockOf(
  { pin, install, cost = passwordCost }: PhoneSettings,
  journal: Journal,
  reading: Reading,
): Locked | DatabaseRefusal {
  if (!needsPin(reading)) return { journal, isLocked: false };
  const unlocked = (key: PinKey | undefined): Locked => ({
    journal: underPin(journal, key, reading),
    isLocked: key === undefined,
  });
  if (pin !== undefined && !isPin(pin)) return { refusal: 'a PIN has 4 to 12 digits' };
  if (!hasPin(journal)) {
    if (pin === undefined) return { refusal: 'a PIN is needed to install the package (A14)' };
    return install === undefined ? unlocked(undefined) : unlocked(setPin(journal, pin, cost));
  }
  if (pin === undefined) return unlocked(undefined);
  const tried = tryPin(journal, pin);
  if ('key' in tried) return unlocked(tried.key);
  const { triesLeft } = tried;
  return {
    refusal:
      triesLeft === 0
        ? 'wrong PIN; it takes none any more'
        : `wrong PIN; ${triesLeft} more may be tried`,
  };
}

function notInstalled(refusal: string): string {
  return refusal.endsWith('a reading is needed')
    ? refusal.replace(/not set up yet.*$/u, 'no application package is installed')
    : refusal;
}

interface OpenLines extends Lines {
  readonly gateway: Poster;
  readonly close: () => void;
}

/** The phone's ways out, to where the package says. */
function linesOf({ gateway, https }: ClientPackage, settings: PhoneSettings): OpenLines {
  const { gatewayUrl = gateway, httpsUrl = https?.url, limits = defaultHttpLimits } = settings;
  const toGateway = poster({ url: gatewayUrl, limits });
  const certificate = https?.certificate;
  const toBank =
    httpsUrl?.startsWith('https:') !== true
      ? undefined
      : poster({
          url: httpsUrl,
          limits,
          ...(certificate === undefined ? {} : { ca: certificate }),
        });
  const over =
    (line: Poster): Line =>
    (request) =>
      postFrame(line, { request, received: [] });
  return {
    gateway: toGateway,
    wireless: over(toGateway),
    https:
      toBank === undefined
        ? () => Promise.resolve({ unavailable: 'the package names no HTTPS address' })
        : over(toBank),
    branch: settings.branch ?? noBranch,
    close: () => {
      toGateway.close();
      toBank?.close();
    },
  };
}
