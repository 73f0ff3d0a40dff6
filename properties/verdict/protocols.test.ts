import { describe, expect, test } from 'vitest';
import { axes, axisIds, readings } from '../../model/sa2pmp/reading.ts';
import { axisNamed, choicesOf, protocol, protocolNames } from './protocols.ts';

describe('a protocol', () => {
  test.each(protocolNames)('%s is the reading of that name', (name) => {
    expect(protocol(name)).toEqual({ name, reading: readings[name], omitted: [] });
  });

  // Kills: changes dropped, a change that reaches another axis, readings changed in place.
  test('with a change differs on that axis and on no other', () => {
    const before = structuredClone(readings);
    for (const axis of axisIds) {
      for (const choice of choicesOf(axis)) {
        const { reading } = protocol('published', [{ axis, choice }]);
        expect(reading).toEqual({ ...readings.published, [axis]: choice });
      }
    }
    expect(readings).toEqual(before);
  });
});

describe('an axis', () => {
  test('is found by its id and by its name, in whatever case', () => {
    for (const id of axisIds) {
      expect(axisNamed(id.toLowerCase())).toBe(id);
      expect(axisNamed(axes[id].name.toUpperCase())).toBe(id);
      expect(axisNamed(id.replaceAll("'", '\u2019'))).toBe(id);
    }
    expect(axisNamed('no such axis')).toBeUndefined();
  });

  test('has no name that is the name or the id of another', () => {
    const all = [...axisIds, ...axisIds.map((id) => axes[id].name)].map((name) =>
      name.toLowerCase(),
    );
    expect(new Set(all).size).toBe(all.length);
  });
});
