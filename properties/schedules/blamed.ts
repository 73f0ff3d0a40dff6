/**
 * Who is blamed has signed: whenever a judge blames somebody for a signed order, the evidence holds a
 * signature on it that verifies under a key in the evidence (§4.2, A22, design section 3).
 *
 * Worked out here from what was shown to the judge alone, apart from the role. Whose key it is, and
 * whether the log may be believed, is for the claim of non-repudiation; this holds of every reading that
 * records signed orders or commitments to them. Must kill: a judge who trusts that the bank has looked.
 */
import { evaluate } from '../../attacks/recipe.ts';
import type { Broken } from './breach.ts';
import type { House } from './house.ts';
import { type Part, type Workbench, workbench } from './parts.ts';
import type { Played } from './play.ts';
import { signedOf } from './signed.ts';

/** What was shown, taken apart; keys in it open what is in it. */
function shown<M>({ bench: empty }: House<M>, message: M): Workbench<M> {
  const all = { value: message, recipe: { make: 'observed', index: 0 }, sort: 'observed' } as const;
  const once = workbench(empty);
  once.takeIn(all);
  const bench = workbench(
    empty,
    once.parts.filter(({ sort }) => sort === 'key'),
  );
  bench.takeIn(all);
  return bench;
}

/** Whether the signature on a signed order verifies under some key of the evidence. */
function verifies<M>(bench: Workbench<M>, message: M, { form }: Part<M>): boolean {
  const { algebra, parts } = bench;
  const [text, signature] = form?.fields ?? [];
  if (text === undefined || signature === undefined) return false;
  const hand = { given: {}, observed: [message] };
  return parts
    .filter(({ sort }) => sort === 'public-key')
    .some(({ value: key, recipe: signer }) => {
      const input = { recipe: text.recipe, sort: bench.forms.signedText.name, signer };
      const signed = evaluate(algebra, hand, signedOf(bench, input));
      return signed !== undefined && algebra.verify(key, signed, signature.value);
    });
}

/** Blames that no signature bears out. */
export function blamedUnsigned<M>(
  house: House<M>,
  { run, marks }: Pick<Played<M>, 'run' | 'marks'>,
): readonly Broken[] {
  const { equal } = house.arena.algebra;
  return run.events.flatMap((event, at) => {
    if (event.kind !== 'claimed' || event.claim !== 'judged' || event.about !== 'signature')
      return [];
    const began = marks.findLast((mark) => mark <= at) ?? 0;
    const [, signature] = event.values;
    const seen = run.events
      .slice(began, at)
      .flatMap((one) =>
        one.kind === 'delivered' && one.party === event.party ? [one.message] : [],
      );
    const isBorneOut = seen.some((message) => {
      const bench = shown(house, message);
      return bench.parts.some(
        (part) =>
          part.form?.shape.name === bench.forms.signedOrder.name &&
          part.form.fields.some(
            ({ value }) => signature !== undefined && equal(value, signature),
          ) &&
          verifies(bench, message, part),
      );
    });
    const law = 'who is blamed has signed';
    return isBorneOut
      ? []
      : [{ failure: true, law, says: `${event.party} blames without a signature` }];
  });
}
