import { describe, expect, test } from 'vitest';
import { brokenBy, type Happening, says, wording } from '../testing/statements.ts';
import { forwardSecrecy, postCompromise } from './compromise.ts';

const stolen: Happening = { kind: 'compromised', party: 'alice', what: 'key', value: 'k' };
const had: Happening = { kind: 'compromised', what: 'key', value: 'k' };
const learns = (value: string): Happening => ({ kind: 'learned', value });

describe('forward secrecy', () => {
  const claim = forwardSecrecy('order');
  const secret = says('alice', 'secret order', 'a o p');
  const why = 'the attacker has the order of before the compromise';

  test('is broken by learning any value that was claimed secret before a key was lost', () => {
    expect(brokenBy(claim, secret, stolen, learns('o'))).toBe(why);
    expect(brokenBy(claim, secret, stolen, learns('x'), learns('p'))).toBe(why);
    expect(brokenBy(claim, secret, learns('o'))).toBe(why);
  });

  test('is excused by a loss before the claim, and by nothing that the attacker had all along', () => {
    expect(brokenBy(claim, stolen, secret, learns('o'))).toBeUndefined();
    expect(brokenBy(claim, had, secret, learns('o'))).toBe(why);
    expect(brokenBy(claim, learns('o'), secret)).toBe(why);
  });

  test('holds where nothing secret is learned, and of accounts of the attacker’s', () => {
    expect(brokenBy(claim, secret, stolen, learns('x'))).toBeUndefined();
    expect(brokenBy(claim, secret, stolen)).toBeUndefined();
    expect(brokenBy(claim, says('m', 'secret order', 'm o'), learns('o'))).toBeUndefined();
  });

  test('looks at the secrets and the losses', () => {
    expect([claim.reads, claim.occasion]).toEqual([
      ['secret order', 'compromised'],
      'secret order',
    ]);
  });
});

describe('post-compromise security', () => {
  const parts = { commit: wording('commit order'), running: wording('running order') };
  const renewal = ['did renew', 'did confirm'].map(wording);
  const claim = postCompromise({ ...parts, injective: false, renewal });
  const renewed = [says('alice', 'did renew', 'a'), says('bank', 'did confirm', 'a')] as const;
  const meant = says('alice', 'running order', 'a o');
  const accepted = says('bank', 'commit order', 'a o');
  const why = 'bank: order accepted after the renewal that alice never sent';

  test('is broken by what is accepted after the renewal and was never meant', () => {
    expect(brokenBy(claim, stolen, ...renewed, accepted)).toBe(why);
    expect(brokenBy(claim, learns('x'), stolen, ...renewed, accepted)).toBe(why);
    expect(brokenBy(claim, stolen, ...renewed, meant, accepted)).toBeUndefined();
    expect(brokenBy(claim, meant, stolen, ...renewed, accepted)).toBeUndefined();
    // A key that is lost afterwards excuses nothing.
    expect(brokenBy(claim, stolen, ...renewed, accepted, stolen)).toBe(why);
  });

  test.each([
    ['later', [...renewed, accepted, meant]],
    ['by another', [...renewed, says('bob', 'running order', 'a o'), accepted]],
    ['with other values', [...renewed, says('alice', 'running order', 'a x'), accepted]],
    ['otherwise', [...renewed, says('alice', 'did order', 'a o'), accepted]],
  ])('is broken by what was meant %s', (_, events) => {
    expect(brokenBy(claim, stolen, ...events)).toBe(why);
  });

  const [renew, confirm] = renewed;
  test.each([
    ['where no key was lost', [...renewed, accepted]],
    ['where the attacker had it all along', [had, ...renewed, accepted]],
    ['where a key was lost after the renewal', [stolen, ...renewed, stolen, accepted]],
    ['without a renewal', [stolen, accepted]],
    ['with one that is not confirmed', [stolen, renew, accepted]],
    ['with one confirmed before', [stolen, confirm, renew, accepted]],
    ['with one before the loss', [...renewed, stolen, accepted]],
    ['with one confirmed too late', [stolen, renew, accepted, confirm]],
    ['with one of another account', [stolen, renew, says('bank', 'did confirm', 'b'), accepted]],
  ])('judges nothing %s', (_, events) => {
    expect(brokenBy(claim, ...events)).toBeUndefined();
  });

  test('takes each statement of a renewal once, and never the one that it judges', () => {
    const twice = postCompromise({
      ...parts,
      injective: false,
      renewal: [wording('did renew'), wording('did renew')],
    });
    expect(brokenBy(twice, stolen, renew, accepted)).toBeUndefined();
    expect(brokenBy(twice, stolen, renew, renew, accepted)).toBe(why);
    const itself = postCompromise({ ...parts, injective: false, renewal: [parts.commit] });
    expect(brokenBy(itself, stolen, accepted)).toBeUndefined();
  });

  test('looks at beliefs, at what bears them out, at renewals and losses', () => {
    const reads = ['commit order', 'running order', 'did renew', 'did confirm', 'compromised'];
    expect([claim.reads, claim.occasion]).toEqual([reads, 'commit order']);
  });
});
