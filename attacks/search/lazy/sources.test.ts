import { describe, expect, test } from 'vitest';
import { shape } from '../../../model/core/shape.ts';
import { type Term, termStore } from '../../../model/core/term.ts';
import { knowledgeBase } from '../../knowledge.ts';
import { sourcesIn } from './sources.ts';

const store = termStore();
const pair = shape(['pair', 0], { left: 'nonce', right: 'nonce' });
const nonce = (text: string): Term => store.name('nonce', text);
const key = (text: string): Term => store.name('key', text);
const [n, m, other] = [nonce('n'), nonce('m'), nonce('other')] as const;
const [k, lost] = [key('k'), key('lost')] as const;
const none = store.constant('no randomness');
const x = store.variable(1, 'nonce');
const base = knowledgeBase(store, true);
const { origins, canBeHad } = sourcesIn({ store, typed: true, crafts: new Set() });

describe('where a term may come from', () => {
  // Kills: what is in a box left out, or taken without its key.
  test('is what is known and what is in boxes whose keys can be had, with what is to be bound', () => {
    const inside = store.tuple(pair, [n, m]);
    const sealed = store.box(k, inside, none);
    const knowledge = base.initial([store.tuple(pair, [other, other]), sealed]);
    const wanted = store.tuple(pair, [x, m]);
    expect(origins(knowledge, wanted)).toEqual([]);
    const withKey = base.initial([store.box(store.variable(2, 'key'), inside, none)]);
    expect(
      origins(withKey, wanted).map(({ missing, boxes }) => [[...missing], boxes.length]),
    ).toEqual([[[[x, n]], 1]]);
    const opened = base.observe(knowledge, k);
    expect(origins(opened, wanted).map(({ boxes }) => boxes)).toEqual([[]]);
  });
});

describe('a term is given up', () => {
  const knowledge = base.initial([store.box(lost, n, none), m]);

  // Kills: a prefilter that forgets boxes, composing, or what is not chosen yet.
  test('only if it is nowhere, in no box, and cannot be composed', () => {
    const can = [n, m, other, lost, x, store.digest(x), store.digest(n), store.digest(other)];
    expect(can.map((t) => canBeHad(knowledge, t))).toEqual([
      ...[true, true, false, false],
      ...[true, true, true, false],
    ]);
  });
});
