import { describe, expect, test } from 'vitest';
import { brokenBy, says, wording } from '../testing/statements.ts';
import {
  accountability,
  type Answering,
  borneOut,
  completeness,
  convicted,
  fairness,
  timeliness,
  unequivocal,
  weakFairness,
} from './dispute.ts';

const sent = says('alice', 'running order', 'a o x');
const blames = says('judge', 'judged order', 'a o x');

describe('a verdict that names a server', () => {
  const form = { verdict: wording('judged order'), borneOutBy: wording('did order') };
  const claim = borneOut(form);
  const did = says('bank', 'did order', 'b o x');
  const why = 'judge: order held proven, and never done';

  test('is borne out by the same values stated before, on whatever account', () => {
    expect(brokenBy(claim, did, blames)).toBeUndefined();
    expect(brokenBy(claim, did, says('judge', 'judged order', 'm o x'))).toBeUndefined();
    expect(brokenBy(claim, blames)).toBe(why);
    expect(brokenBy(claim, blames, did)).toBe(why);
    expect(brokenBy(claim, says('bank', 'did order', 'a o y'), blames)).toBe(why);
    expect(brokenBy(claim, sent, blames)).toBe(why);
    expect(brokenBy(claim, did)).toBeUndefined();
  });

  test('is compared by so many of the values, from the first', () => {
    const first = borneOut({ ...form, values: 1 });
    expect(brokenBy(first, says('bank', 'did order', 'a o y'), blames)).toBeUndefined();
    expect(brokenBy(first, says('bank', 'did order', 'a y x'), blames)).toBe(why);
  });

  test('is looked for with what bears it out', () => {
    const looks = { reads: ['judged order', 'did order'], occasion: 'judged order' };
    expect(claim).toMatchObject(looks);
  });
});

describe('whoever goes to court', () => {
  const form = { sued: wording('did sue'), verdict: wording('judged order') };
  const sues = says('alice', 'did sue', 'a o x');
  const why = 'alice went to court for its sue, and the judge was not convinced';

  test('is believed there and then, on the same values', () => {
    const claim = completeness(form);
    expect(brokenBy(claim, sues, says('judge', 'judged order', 'z o x'))).toBeUndefined();
    for (const events of [
      [sues],
      [blames, sues],
      [sues, says('judge', 'judged order', 'a o y')],
      [sues, sent],
    ]) {
      expect(brokenBy(claim, ...events)).toBe(why);
    }
    expect(brokenBy(claim, says('m', 'did sue', 'm o x'))).toBeUndefined();
    expect(claim).toMatchObject({ reads: ['did sue', 'judged order'], occasion: 'did sue' });
  });

  test('has a right to it by what was stated before, where that is asked', () => {
    const claim = completeness({ ...form, given: wording('running order') });
    expect(brokenBy(claim, sent, sues)).toBe(why);
    for (const events of [[sues], [sues, sent], [says('alice', 'running order', 'a o y'), sues]]) {
      expect(brokenBy(claim, ...events)).toBeUndefined();
    }
    expect(claim.reads).toEqual(['did sue', 'judged order', 'running order']);
  });
});

describe('evidence', () => {
  const any = unequivocal(wording('judged order'));
  const each = unequivocal(wording('judged order'), 'each');
  const judged = (party: string, said: string) => says(party, 'judged order', said);
  const why = 'one order convinces of two different things';

  test('speaks for one thing', () => {
    expect(brokenBy(any, judged('j', 'a o sig'), judged('j', 'a p sig'))).toBe(why);
    expect(brokenBy(any, judged('j', 'a o sig'), judged('k', 'b o sig'))).toBe(why);
    expect(brokenBy(any, judged('j', 'a o sig'), judged('k', 'a o sig'))).toBeUndefined();
    expect(brokenBy(any, judged('j', 'a o sig'), judged('j', 'a p other'))).toBeUndefined();
    expect(brokenBy(any, judged('j', 'a'), judged('j', 'b'))).toBeUndefined();
    // Whose last value is the same, of however many there are.
    expect(brokenBy(any, judged('j', 'a o x sig'), judged('j', 'a o y sig'))).toBe(why);
    expect(brokenBy(any, judged('j', 'a o x sig'), judged('j', 'a o x other'))).toBeUndefined();
    expect(
      brokenBy(any, judged('j', 'a o sig'), says('j', 'did order', 'a p sig')),
    ).toBeUndefined();
  });

  test('is compared for each party by itself, where that is asked', () => {
    expect(brokenBy(each, judged('j', 'a o sig'), judged('k', 'a p sig'))).toBeUndefined();
    expect(brokenBy(each, judged('j', 'a o sig'), judged('j', 'a p sig'))).toBe(why);
    expect(each).toMatchObject({ reads: ['judged order'], occasion: 'judged order' });
  });

  test('of two things convicts who gave it, and nobody is convicted without', () => {
    const claim = convicted({ twice: wording('did place'), verdict: wording('judged log') });
    const [one, other] = [says('log', 'did place', 'a o 1'), says('log', 'did place', 'a p 1')];
    const verdict = says('judge', 'judged log', 'a');
    expect(brokenBy(claim, one, other, verdict)).toBeUndefined();
    expect(brokenBy(claim, one)).toBeUndefined();
    expect(brokenBy(claim, one, other)).toBe(
      'one place holds two different things, and nobody answers',
    );
    expect(brokenBy(claim, one, verdict)).toBe(
      'no place holds two different things, and the log is convicted',
    );
    expect(claim).toMatchObject({ reads: ['did place', 'judged log'], occasion: 'did place' });
  });
});

// Küsters, Truderung, Vogt 2010.
describe('where a goal has failed', () => {
  const form: Answering = {
    done: wording('did post'),
    borneOutBy: wording('running order'),
    by: 'owner',
    called: wording('did sue'),
    innocent: wording('judged customer'),
    liable: wording('judged bank'),
  };
  const claim = accountability(form);
  const posts = says('bank', 'did post', 'a o x');
  const sues = says('alice', 'did sue', 'a z');
  const answers = says('judge', 'judged bank', 'a');
  const wronged = says('judge', 'judged customer', 'a o x');
  const not = 'what bank states of the post is not borne out, and ';
  const nobody = `${not}nobody answers for it (alice's account)`;
  const innocent = `${not}the innocent is blamed for it (alice's account)`;

  test('whoever is to answer is named in court', () => {
    expect(brokenBy(claim, posts, sues, answers)).toBeUndefined();
    expect(brokenBy(claim, posts, sues)).toBe(nobody);
    expect(brokenBy(claim, posts, answers, sues)).toBe(nobody);
    expect(brokenBy(claim, posts, sues, says('judge', 'judged bank', 'b'))).toBe(nobody);
    expect(brokenBy(claim, posts, sues, answers, sues)).toBe(nobody);
    expect(brokenBy(claim, posts, sues, says('judge', 'did nothing', 'a'))).toBe(nobody);
    const { liable: _, ...without } = form;
    expect(brokenBy(accountability(without), posts, sues, answers)).toBe(nobody);
  });

  // Kills: somebody who answers for one thing taken to have answered for all.
  test('whoever is to answer is named for that very thing, where the verdict names one', () => {
    const verdict = (values: string) => says('judge', 'judged bank', values);
    expect(brokenBy(claim, posts, sues, verdict('a o x'))).toBeUndefined();
    expect(brokenBy(claim, posts, sues, verdict('a o y'))).toBe(nobody);
    expect(brokenBy(claim, posts, sues, verdict('b o x'))).toBe(nobody);
  });

  test('and nobody goes to court over it, nobody has to be', () => {
    expect(brokenBy(claim, posts)).toBeUndefined();
    expect(brokenBy(claim, sues, posts)).toBeUndefined();
    expect(brokenBy(claim, posts, says('bob', 'did sue', 'b z'))).toBeUndefined();
    expect(brokenBy(claim, posts, says('alice', 'did rest', 'a z'))).toBeUndefined();
    // Unless it is itself what takes the matter to court.
    expect(brokenBy(accountability({ ...form, called: form.done }), posts)).toBe(nobody);
  });

  test('the innocent is not blamed, whether or not somebody sues', () => {
    expect(brokenBy(claim, posts, wronged)).toBe(innocent);
    expect(brokenBy(claim, wronged, posts, sues, answers)).toBe(innocent);
    const other = says('judge', 'judged customer', 'a o y');
    expect(brokenBy(claim, posts, other, sues, answers)).toBeUndefined();
    const { innocent: _, ...without } = form;
    expect(brokenBy(accountability(without), posts, wronged)).toBeUndefined();
  });

  test('it is what the owner never meant, or nobody did where anybody will do', () => {
    expect(brokenBy(claim, sent, posts, sues)).toBeUndefined();
    expect(brokenBy(claim, posts, sues, sent)).toBeUndefined();
    expect(brokenBy(claim, says('alice', 'running order', 'a o y'), posts, sues)).toBe(nobody);
    const bobs = says('bob', 'running order', 'a o x');
    expect(brokenBy(claim, bobs, posts, sues)).toBe(nobody);
    expect(brokenBy(accountability({ ...form, by: 'anyone' }), bobs, posts, sues)).toBeUndefined();
    expect(
      brokenBy(claim, says('bank', 'did post', 'm o x'), says('m', 'did sue', 'm z')),
    ).toBeUndefined();
  });

  test('or what was done once more than it was meant, where that is counted', () => {
    const counted = accountability({ ...form, counted: true });
    expect(brokenBy(counted, sent, posts, posts, sues)).toBe(nobody);
    expect(brokenBy(counted, sent, posts, sues)).toBeUndefined();
    expect(brokenBy(counted, posts, sues)).toBeUndefined();
    expect(brokenBy(counted, sent, sent, posts, posts, sues)).toBeUndefined();
    // The one too many comes after the suit.
    expect(brokenBy(counted, sent, posts, sues, posts)).toBeUndefined();
    // What bears one of them out may come last.
    expect(brokenBy(counted, posts, posts, sues)).toBeUndefined();
    expect(brokenBy(counted, posts, posts, sues, sent)).toBe(nobody);
    const { innocent: _, ...answering } = form;
    const { decidedBy } = accountability({ ...answering, counted: true });
    expect(decidedBy).toEqual(['did sue', 'running order']);
  });

  test('it is looked for in all of these', () => {
    expect(claim).toMatchObject({
      reads: ['did post', 'running order', 'did sue', 'judged customer', 'judged bank'],
      occasion: 'did sue',
    });
    const same = accountability({ ...form, liable: wording('judged customer') });
    expect(same.reads).toEqual(['did post', 'running order', 'did sue', 'judged customer']);
  });
});

// Asokan 1998.
describe('a customer who gives up', () => {
  const outcome = { gaveUp: wording('did give-up'), posted: wording('did post') };
  const givesUp = says('alice', 'did give-up', 'a o frame');
  const posts = says('bank', 'did post', 'a o ref');
  const strong = fairness(outcome);
  const timely = timeliness(outcome);
  const weak = weakFairness(outcome, {
    sued: wording('did sue'),
    verdict: wording('judged order'),
  });

  test('has not had the order posted, before or after', () => {
    const why = 'an order is posted whose sender has given up waiting for the result';
    expect(brokenBy(strong, givesUp, posts)).toBe(why);
    expect(brokenBy(strong, posts, givesUp)).toBe(why);
    for (const other of ['a p ref', 'b o ref']) {
      expect(brokenBy(strong, givesUp, says('bank', 'did post', other))).toBeUndefined();
    }
    expect(brokenBy(strong, givesUp, says('bank', 'did order', 'a o ref'))).toBeUndefined();
    expect(brokenBy(strong, givesUp)).toBeUndefined();
    expect(strong).toMatchObject({ reads: ['did give-up', 'did post'], occasion: 'did give-up' });
  });

  test('knows at once what becomes of it', () => {
    const why = 'an order is posted after its sender has given up';
    expect(brokenBy(timely, givesUp, posts)).toBe(why);
    expect(brokenBy(timely, posts, givesUp)).toBeUndefined();
    expect(brokenBy(timely, posts, givesUp, posts)).toBe(why);
    expect(timely).toMatchObject({ reads: ['did give-up', 'did post'], occasion: 'did give-up' });
  });

  test('or convinces the judge of having sent it', () => {
    const why = 'an order is posted whose sender gave up and has nothing that convinces the judge';
    const sues = says('alice', 'did sue', 'a frame');
    const wins = says('judge', 'judged order', 'a frame');
    for (const both of [
      [givesUp, posts],
      [posts, givesUp],
    ]) {
      expect(brokenBy(weak, ...both, sues)).toBe(why);
      expect(brokenBy(weak, ...both, sues, wins)).toBeUndefined();
      expect(brokenBy(weak, ...both, wins, sues)).toBe(why);
      expect(brokenBy(weak, ...both, sues, says('judge', 'judged order', 'a x'))).toBe(why);
      expect(brokenBy(weak, ...both, sues, wins, sues)).toBe(why);
      expect(brokenBy(weak, ...both)).toBeUndefined();
      expect(brokenBy(weak, ...both, says('alice', 'did sue', 'a x'))).toBeUndefined();
      expect(brokenBy(weak, ...both, says('alice', 'did sue', 'a'))).toBeUndefined();
      expect(brokenBy(weak, ...both, says('alice', 'did rest', 'a frame'))).toBeUndefined();
      // A suit from before either has nothing to be about yet.
      expect(brokenBy(weak, sues, ...both)).toBeUndefined();
    }
    // What is taken to court is what was stated last, of however many values.
    const longer = says('alice', 'did give-up', 'a o x frame');
    expect(brokenBy(weak, longer, posts, sues)).toBe(why);
    expect(brokenBy(weak, longer, posts, says('alice', 'did sue', 'a x'))).toBeUndefined();
    const [first, second] = [givesUp, posts];
    expect(brokenBy(weak, first, sues, second)).toBeUndefined();
    expect(brokenBy(weak, second, sues, first)).toBeUndefined();
    expect(weak).toMatchObject({
      reads: ['did give-up', 'did post', 'did sue', 'judged order'],
      occasion: 'did give-up',
    });
  });
});
