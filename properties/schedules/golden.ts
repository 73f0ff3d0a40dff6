/**
 * The frames of an honest payment, each with every single bit flipped, cut short and grown longer,
 * delivered where it was going: which of them are taken all the same.
 */
import { makeMove, type Run } from '../../attacks/run.ts';
import { native } from '../../src/native.ts';
import { type Bytes, textToBytes } from '../../src/bytes.ts';
import type { ReadingName } from '../../model/sa2pmp/reading.ts';
import type { House } from './house.ts';
import { houseOf, onBytes } from './matter.ts';
import { play, replay } from './play.ts';
import type { Deed } from './progress.ts';
import { remembered } from './remembered.ts';

/** A frame that was changed and taken. */
export interface Taken {
  /** What it was, in the paper's words. */
  readonly note: string;
  readonly how: 'flipped' | 'cut' | 'extended';
  readonly message: Bytes;
  /** Whether the account's name in clear beside the box is all that was changed. */
  readonly inName: boolean;
}

/** What came of all changes. */
export interface Tried {
  readonly frames: number;
  readonly changes: number;
  readonly taken: readonly Taken[];
}

const openssl = remembered(native);

/** Every change of a frame: each bit, each length below, an octet more. */
function* changesOf(message: Bytes): Generator<Pick<Taken, 'how' | 'message'>> {
  const octets = Buffer.from(message, 'hex');
  for (let bit = 0; bit < 8 * octets.length; bit += 1) {
    const copy = Buffer.from(octets);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    yield { how: 'flipped', message: copy.toString('hex') as Bytes };
  }
  for (let length = 0; length < octets.length; length += 1) {
    yield { how: 'cut', message: message.slice(0, 2 * length) as Bytes };
  }
  for (const more of ['00', 'ff', '80', '10'.repeat(16)]) {
    yield { how: 'extended', message: `${message}${more}` as Bytes };
  }
}

/** Tries every change of every frame that is delivered over the air in an honest payment. */
export function triedOn(base: ReadingName): Tried {
  const { house } = houseOf(
    onBytes(openssl),
    {
      ...{ base, changes: [], attacker: 'network', court: 'none', reach: 'own', classes: [] },
      bounds: { sessions: 1, customers: 1, renewals: 0 },
    },
    false,
  );
  const { deeds } = play(house, [{ op: 'progress', times: 20 }]);
  const frames = deeds.flatMap((deed, index) => (isFrame(deed) ? [{ deed, index }] : []));
  const taken: Taken[] = [];
  let changes = 0;
  for (const { deed, index } of frames) {
    const { run } = replay(house, deeds.slice(0, index));
    const message = run.observed[deed.message.index];
    if (message === undefined) continue;
    for (const change of changesOf(message)) {
      changes += 1;
      if (isTaken({ house, run }, deed, change.message))
        taken.push({
          ...change,
          note: noteOf(run, message),
          inName: isInName(message, change.message),
        });
    }
  }
  return { frames: frames.length, changes, taken };
}

type Frame = Extract<Deed, { move: 'deliver' }> & {
  readonly message: { readonly make: 'observed'; readonly index: number };
};

function isFrame(deed: Deed): deed is Frame {
  return deed.move === 'deliver' && deed.message.make === 'observed';
}

function isTaken(
  { house, run }: { readonly house: House<Bytes>; readonly run: Run<Bytes> },
  deed: Frame,
  message: Bytes,
): boolean {
  const recipe = { make: 'weak', rule: 'noise', of: [], labels: [message, ''] } as const;
  const made = makeMove(house.arena, run, { move: 'deliver', door: deed.door, message: recipe });
  const news = made.made ? made.run.events.slice(run.events.length) : [];
  return (
    news.some(({ kind }) => kind === 'claimed') && !news.some(({ kind }) => kind === 'refused')
  );
}

/** Whether two messages differ only in the account's name as it stands there in clear. */
function isInName(message: Bytes, changed: Bytes): boolean {
  const at = message.indexOf(account);
  const end = at + account.length;
  const isSame = (from: number, to?: number): boolean =>
    message.slice(from, to) === changed.slice(from, to);
  return at >= 0 && message.length === changed.length && isSame(0, at) && isSame(end);
}

const account = textToBytes('alice-04711');

function noteOf(run: Run<Bytes>, message: Bytes): string {
  const sent = run.events.find((event) => event.kind === 'sent' && event.message === message);
  return sent?.kind === 'sent' ? sent.note : '';
}
