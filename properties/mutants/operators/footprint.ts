/**
 * What a run makes use of: which transitions are tried, which checks are made, what is derived under
 * which label, which shapes are signed, sealed, hashed and compared, what is stored where. A mutant
 * matters where what it changes is in the footprint; the footprints of many runs are all mutants there are.
 */
import type { Algebra } from '../../../model/core/algebra.ts';
import type { Effect } from '../../../model/core/effect.ts';
import type { PartyKind, System } from '../../../model/core/system.ts';
import type { CheckId } from '../../../model/sa2pmp/setting.ts';
import type { Build, Builds } from './apply.ts';
import { recharted, withChartsOf } from './apply.ts';
import { or } from 'xstate';
import {
  actionsOf,
  type Edit,
  edited,
  type Guard,
  guardedBy,
  type Transition,
  withEffects,
} from './charts.ts';
import { kinds, type Mutant, type Use } from './mutant.ts';

/** Takes note of one thing made use of. */
export type Note = (key: string) => void;

/** By what a footprint names what a mutant changes. */
export function footprintOf(mutant: Mutant): string {
  switch (mutant.operator) {
    case 'guard-removed':
    case 'conjunct-removed':
      return `tried ${mutant.at}`;
    case 'update-skipped':
      return `taken ${mutant.at}`;
    case 'store-skipped':
      return `stored ${mutant.at}: ${mutant.what}`;
    case 'check-removed':
    case 'check-late':
      return `check ${mutant.role}: ${mutant.check}`;
    case 'fresh-reused':
    case 'fresh-known':
      return `derived ${mutant.role}: ${mutant.label}`;
    case 'field-dropped':
      return `${mutant.use} ${mutant.shape}`;
  }
}

/** A list of checks switched off, none of them, that notes which are asked about. */
function asking(kind: PartyKind, note: Note): readonly CheckId[] {
  const none: readonly CheckId[] = [];
  const includes = (id: CheckId): boolean => {
    note(`check ${kind}: ${id}`);
    return false;
  };
  return Object.assign([...none], { includes });
}

/** An algebra that notes the labels under which values are derived. */
function deriving<M>(algebra: Algebra<M>, kind: PartyKind, note: Note): Algebra<M> {
  return {
    ...algebra,
    derive: (seed, label) => {
      note(`derived ${kind}: ${label}`);
      return algebra.derive(seed, label);
    },
  };
}

/** An algebra that notes which shapes are protected, and by what. */
function protecting<M>(algebra: Algebra<M>, note: Note): Algebra<M> {
  const shapes = new Map<M, string>();
  const noted = (use: Use, m: M): void => {
    const shape = shapes.get(m);
    if (shape !== undefined) note(`${use} ${shape}`);
  };
  return {
    ...algebra,
    encode: (shape, fields) => {
      const made = algebra.encode(shape, fields);
      shapes.set(made, shape.name);
      return made;
    },
    decode: (shape, m) => {
      const found = algebra.decode(shape, m);
      if (found !== undefined) shapes.set(m, shape.name);
      return found;
    },
    hash: (m) => {
      noted('hashed', m);
      return algebra.hash(m);
    },
    sign: (key, fresh, m) => {
      noted('signed', m);
      return algebra.sign(key, fresh, m);
    },
    verify: (key, m, signature) => {
      noted('signed', m);
      return algebra.verify(key, m, signature);
    },
    seal: (key, fresh, m) => {
      noted('sealed', m);
      return algebra.seal(key, fresh, m);
    },
    encryptFor: (key, fresh, m) => {
      noted('sealed', m);
      return algebra.encryptFor(key, fresh, m);
    },
    equal: (a, b) => {
      if (shapes.has(a) && shapes.get(a) === shapes.get(b)) noted('compared', a);
      return algebra.equal(a, b);
    },
  };
}

/** A transition that says when its guard has not passed. */
function triedFirst(transition: Transition, say: () => void): Transition {
  if (transition.guard === undefined) return transition;
  const saying = (): boolean => {
    say();
    return false;
  };
  return guardedBy(transition, [or([transition.guard, saying] as never) as unknown as Guard]);
}

/** Notes which transitions are tried in vain, which are taken, and what they store. */
function observing(note: Note): Edit {
  return ({ name, transition }) => {
    const stores = (effects: readonly Effect<unknown>[]): readonly Effect<unknown>[] => {
      note(`taken ${name}`);
      for (const effect of effects) {
        if (effect.effect === 'store') note(`stored ${name}: ${effect.what}`);
      }
      return effects;
    };
    const actions = actionsOf(transition).map((one) => withEffects(one, stores));
    const took = {
      type: 'effects',
      params: () => {
        note(`taken ${name}`);
        return [];
      },
    };
    const asked = {
      ...transition,
      actions: transition.actions === undefined ? [took] : [took, ...actions],
    };
    return [triedFirst(asked, () => note(`tried ${name}`))];
  };
}

/** A system that notes what is made use of once it has been built. */
export function noting({ plain, without }: Builds, note: Note): Build {
  return <M>(algebra: Algebra<M>): System<M> => {
    let isBuilt = false;
    const noteRun: Note = (key) => {
      if (isBuilt) note(key);
    };
    let system = plain(algebra);
    for (const kind of kinds) {
      const own = protecting(deriving(algebra, kind, noteRun), noteRun);
      const observed = recharted(without(asking(kind, noteRun))(own), kind, ({ machine }) =>
        edited(kind, machine, observing(noteRun)),
      );
      system = withChartsOf(system, kind, observed);
    }
    isBuilt = true;
    return system;
  };
}
