/**
 * The limits of a scenario as bounds on what parties state.
 */
import { checksNotices, resolves, rotatesTokens } from '../reading.ts';
import { nobody, plainProceedings, type Proceedings } from '../proceedings.ts';
import { keepsPostings } from '../roles/bank/complaint.ts';
import { type Bounds, limitsOf } from './bounds.ts';
import { type Cast, judgeName, logName, witnessName } from './cast.ts';
import type { Scenario } from './wanted.ts';

/** What is said in court, as often as there are hearings; a party goes there once for each cause. */
function courtBudget(
  { hearings, disputes, hears, witnesses = nobody }: Proceedings,
  { sessions }: Bounds,
): Readonly<Record<string, number>> {
  // What a verdict says beside is bounded with it: a search is over when none can come any more.
  const origin = ['order', 'record', 'signature', 'recorded-at', 'place'];
  const verdicts = [...origin, 'result', 'delivery', 'submission', 'bank'];
  const given = Object.fromEntries(
    verdicts.map((about) => [`${judgeName} judged ${about}`, hearings]),
  );
  const takes = disputes || hears.includes('submission');
  return {
    ...given,
    ...(takes ? { [`${logName} did accepted`]: sessions + 1 } : {}),
    ...(disputes ? { [`${logName} did kept-record`]: sessions + 1 } : {}),
    ...Object.fromEntries(
      Array.from({ length: witnesses.of }, (_, place) => [
        `${witnessName(place)} did cosigned`,
        hearings,
      ]),
    ),
  };
}

/** The limits as bounds on what parties state. */
export function budgetOf<M>(
  casts: readonly Cast<M>[],
  {
    bounds,
    reading,
    proceedings = plainProceedings,
  }: Pick<Scenario, 'bounds' | 'reading' | 'proceedings'>,
): Readonly<Record<string, number>> {
  const limits = limitsOf(bounds);
  // A notice is checked by logging on once more (A27).
  const again = checksNotices(reading) ? bounds.renewals : 0;
  const perCustomer = casts.flatMap(({ honest, name, addresses: { bank: account } }) => {
    const own = limits[honest ? 'honest' : 'insider'];
    const { registrations, logOns, challenges, orders, entries } = own;
    return [
      [`${account} did registered`, registrations],
      [`${account} did logged-on`, logOns + again],
      // Its own log-on, and one more for each notice that it may be sent, a forged one included, or
      // for a token after an order without an answer (A7).
      ...(checksNotices(reading) || rotatesTokens(reading)
        ? [[`${name} running log-on`, 2 + bounds.renewals]]
        : []),
      [`${account} did challenged`, challenges],
      [`${account} commit order`, orders],
      ...(keepsPostings({ reading, proceedings }) ? [[`${account} did entered`, entries]] : []),
      [`${name} did generated`, limits.keys],
      [`${name} did disputed`, 1],
      [`${name} did sued-result`, 1],
      [`${name} did sued-delivery`, 1],
      [`${name} did sued-submission`, 1],
      [`${account} did sued-order`, 1],
    ];
  });
  // A key that is attested is one to be registered (A2 in-branch).
  const keys = casts.map(({ honest }) => limits[honest ? 'honest' : 'insider'].registrations);
  return {
    ...(Object.fromEntries(perCustomer) as Record<string, number>),
    ...(resolves(reading)
      ? {
          [`${logName} did recorded`]: bounds.sessions + 1,
          [`${logName} did aborted`]: bounds.sessions,
        }
      : {}),
    [`${judgeName} did attested`]: keys.reduce((sum, one) => sum + one, 0),
    ...courtBudget(proceedings, bounds),
  };
}
