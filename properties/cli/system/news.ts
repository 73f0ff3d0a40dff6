/** What happened to a user's wish, in words, and the exit code that it deserves. */
import { match } from 'ts-pattern';
import type { News } from '../../../src/host/phone/phone.ts';
import { exitCodes } from '../usage-error.ts';
import { showWritten } from './amount.ts';

/** Tells the news, one line or more each. */
export function tell(news: readonly News[], say: (line: string) => void): void {
  for (const one of news) for (const line of told(one)) say(line);
}

function told(news: News): readonly string[] {
  return match(news)
    .with({ kind: 'sent' }, ({ note }) => [`sent: ${note}`])
    .with({ kind: 'key-made' }, () => ['a key pair is made'])
    .with({ kind: 'logged-on' }, () => ['logged on'])
    .with({ kind: 'result' }, ({ status, information }) => result(status, information))
    .with({ kind: 'silence' }, () => ['the answer says nothing: refused, or kept back on the way'])
    .with({ kind: 'refused' }, ({ why }) => [`refused: ${printable(why)}`])
    .with({ kind: 'refused-here' }, ({ why }) => [`not done: ${why}`])
    .with({ kind: 'heard-elsewhere' }, () => [
      'another command on this phone has had the answer; see `client status`',
    ])
    .with({ kind: 'unanswered' }, ({ why }) => [
      `no answer (${why}): paid or not is unknown; \`client resend\` asks again`,
    ])
    .exhaustive();
}

function result(status: 'executed' | 'declined', information: string): readonly string[] {
  if (status === 'declined') return ['declined by the bank'];
  if (/^[0-9a-f]{32}$/u.test(information)) return [`executed, reference ${information}`];
  return information.split('\n').map((line) => line.split('\t').map(showWritten).join('  '));
}

/** A peer's words with control characters taken out. */
function printable(text: string): string {
  return text.replace(/[^ -~]/gu, '?');
}

/** 0 done, 1 refused or declined, 3 not known. */
export function exitCodeFor(news: readonly News[]): number {
  const open = news.some(({ kind }) => kind === 'unanswered' || kind === 'heard-elsewhere');
  if (open) return exitCodes.inconclusive;
  const no = news.some(
    (one) =>
      one.kind === 'silence' ||
      one.kind === 'refused' ||
      one.kind === 'refused-here' ||
      (one.kind === 'result' && one.status === 'declined'),
  );
  return no ? exitCodes.refused : exitCodes.done;
}
