import { describe, expect, test } from 'vitest';
import { nobody, plainProceedings, proceedingsOf } from './proceedings.ts';

describe('what goes on in court', () => {
  test('is that whoever shows a record has a customer blamed, unless more is asked', () => {
    expect(proceedingsOf({ court: true })).toEqual({
      ...plainProceedings,
      comparesViews: false,
    });
    expect(plainProceedings.shown).toBe(true);
    expect(nobody).toEqual({ of: 0, need: 0 });
  });

  // The log need not remember its head then (A20).
  test('is nothing that anybody is shown where a claim needs no court', () => {
    expect(proceedingsOf({ court: false }).shown).toBe(false);
  });

  test('hears the one cause that a claim needs, as often as it says', () => {
    const { hears, hearings, disputes } = proceedingsOf({
      court: true,
      hearings: 2,
      needs: { cause: 'receipt' },
    });
    expect([hears, hearings, disputes]).toEqual([['receipt'], 2, false]);
  });

  test('hears every cause, and of each four verdicts, where parties go there by themselves', () => {
    const { hears, hearings, disputes } = proceedingsOf({ court: true, disputes: true });
    expect([hears, hearings, disputes]).toEqual([['origin', 'receipt', 'submission'], 4, true]);
    expect(proceedingsOf({ court: true, disputes: true, hearings: 1 }).hearings).toBe(1);
  });

  test('has the witnesses that a claim needs, and compares views where it is asked to', () => {
    const witnesses = { of: 3, need: 2 };
    const found = proceedingsOf({ court: true, needs: { witnesses, comparesViews: true } });
    expect([found.witnesses, found.comparesViews]).toEqual([witnesses, true]);
    const without = proceedingsOf({ court: true, needs: {} });
    expect([without.witnesses, without.comparesViews]).toEqual([undefined, false]);
  });
});
