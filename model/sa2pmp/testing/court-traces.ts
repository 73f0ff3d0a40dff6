/**
 * For each claim of SA2pMP about evidence, outcomes, the log and the paper's sentences, traces that break it and traces that do not, one statement a line:
 * `party claim about account value...`, `attacker value` for what it learned, `theft party value`.
 */

/** Traces of one claim. */
export interface Samples {
  /** Each breaks it. */
  readonly broken: readonly (readonly string[])[];
  /** None breaks it. */
  readonly kept: readonly (readonly string[])[];
}

/** The same traces for several claims. */
export function sameAs(
  ids: readonly string[],
  samples: Samples,
): Readonly<Record<string, Samples>> {
  return Object.fromEntries(ids.map((id) => [id, samples]));
}

/** Traces by the claim's id. */
export const courtTraces: Readonly<Record<string, Samples>> = {
  'nro-completeness': {
    broken: [
      ['bank did sued-order a o1'],
      ['bank did sued-order a o1', 'judge judged order a o2'],
      ['judge judged order a o1', 'bank did sued-order a o1'],
    ],
    kept: [['bank did sued-order a o1', 'judge judged order a o1']],
  },
  'nrs-soundness': {
    broken: [
      ['judge judged submission a f1'],
      ['log did accepted a f2', 'judge judged submission a f1'],
    ],
    kept: [['log did accepted m f1', 'judge judged submission a f1']],
  },
  'nrs-completeness': {
    broken: [['log did accepted a f1', 'alice did sued-submission a f1']],
    kept: [
      ['alice did sued-submission a f1'],
      ['alice did sued-submission a f1', 'log did accepted a f1'],
      ['log did accepted a f1', 'alice did sued-submission a f1', 'judge judged submission a f1'],
    ],
  },
  'nrd-soundness': {
    broken: [
      ['judge judged delivery a o1'],
      ['bank commit order a o2', 'judge judged delivery a o1'],
    ],
    kept: [['bank commit order a o1', 'judge judged delivery a o1']],
  },
  'nrd-completeness': {
    broken: [
      ['alice did sued-delivery a o1'],
      ['alice did sued-delivery a o1', 'judge judged delivery a o2'],
    ],
    kept: [['alice did sued-delivery a o1', 'judge judged delivery a o1']],
  },
  'nrr-soundness': {
    broken: [['bank running result a o1 r2', 'judge judged result a o1 r1']],
    kept: [['bank running result a o1 r1', 'judge judged result a o1 r1']],
  },
  'nrr-completeness': {
    broken: [
      ['alice did sued-result a o1 r1'],
      ['alice did sued-result a o1 r1', 'judge judged result a o1 r2'],
    ],
    kept: [['alice did sued-result a o1 r1', 'judge judged result a o1 r1']],
  },
  'evidence-unequivocal': {
    broken: [
      ['judge judged signature a o1 s', 'judge judged signature a o2 s'],
      ['judge judged signature a o1 s', 'judge judged signature m o1 s'],
    ],
    kept: [
      ['judge judged signature a o1 s', 'judge judged signature a o1 s'],
      ['judge judged signature a o1 s', 'judge judged signature a o2 t'],
    ],
  },
  fairness: {
    broken: [
      ['bank did posted a o1', 'alice did gave-up a o1'],
      ['alice did gave-up a o1 f1', 'bank did posted a o1'],
    ],
    kept: [
      ['bank did posted a o2', 'alice did gave-up a o1'],
      ['bank did posted m o1', 'alice did gave-up a o1'],
    ],
  },
  timeliness: {
    broken: [['alice did gave-up a o1', 'bank did posted a o1']],
    kept: [
      ['bank did posted a o1', 'alice did gave-up a o1'],
      ['alice did gave-up a o1', 'bank did posted a o2'],
    ],
  },
  'weak-fairness': {
    broken: [
      ['alice did gave-up a o1 f1', 'bank did posted a o1', 'alice did sued-submission a f1'],
      [
        'alice did gave-up a o1 f1',
        'bank did posted a o1',
        'alice did sued-submission a f1',
        'judge judged submission a f2',
      ],
    ],
    kept: [
      ['alice did gave-up a o1 f1', 'bank did posted a o1'],
      ['alice did gave-up a o1 f1', 'alice did sued-submission a f1'],
      [
        'alice did gave-up a o1 f1',
        'bank did posted a o1',
        'alice did sued-submission a f1',
        'judge judged submission a f1',
      ],
    ],
  },
  accountability: {
    broken: [
      ['bank did posted a o1', 'alice did disputed a'],
      ['bank did posted a o1', 'alice did disputed a', 'judge judged order a o1'],
      ['bank did posted a o1', 'alice did disputed a', 'judge judged bank m'],
      ['bank did posted a o1', 'alice did disputed a', 'judge judged bank a o2'],
    ],
    kept: [
      ['bank did posted a o1', 'alice did disputed a', 'judge judged bank a'],
      ['bank did posted a o1', 'alice did disputed a', 'judge judged bank a o1'],
      ['alice running order a o1', 'bank did posted a o1', 'judge judged order a o1'],
      ['alice did disputed a', 'bank did posted a o1'],
    ],
  },
  'accountability-twice': {
    broken: [
      [
        'alice running order a o1',
        'bank did posted a o1',
        'bank did posted a o1',
        'alice did disputed a',
        'judge judged order a o1',
      ],
    ],
    kept: [
      [
        'alice running order a o1',
        'bank did posted a o1',
        'bank did posted a o1',
        'alice did disputed a',
        'judge judged bank a',
      ],
      // The one too many came after the suit.
      [
        'alice running order a o1',
        'bank did posted a o1',
        'alice did disputed a',
        'bank did posted a o1',
      ],
      ['bank did posted a o1', 'bank did posted a o1', 'alice did disputed a'],
      [
        'alice running order a o1',
        'alice running order a o1',
        'bank did posted a o1',
        'bank did posted a o1',
        'alice did disputed a',
      ],
    ],
  },
  'accountability-result': {
    broken: [
      ['alice commit result a o1 r1', 'alice did sued-result a o1 r1'],
      ['alice commit result a o1 r1', 'judge judged result a o1 r1'],
      [
        'bank running result a o1 r2',
        'alice commit result a o1 r1',
        'alice did sued-result a o1 r1',
      ],
    ],
    kept: [
      ['alice commit result a o1 r1'],
      [
        'bank running result a o1 r1',
        'alice commit result a o1 r1',
        'alice did sued-result a o1 r1',
      ],
    ],
  },
  'accountability-record': {
    broken: [
      ['bank did asked-record a e1'],
      ['bank did asked-record a e1', 'bank did got-record a e2'],
    ],
    kept: [
      ['bank did asked-record a e1', 'bank did got-record a e1'],
      ['bank did asked-record a e1', 'judge judged log a'],
    ],
  },
  'accountability-log': {
    broken: [
      ['judge judged place a r1 d1 p', 'judge judged place a r2 d2 p'],
      ['judge judged place a r1 d1 p', 'judge judged log a'],
    ],
    kept: [
      ['judge judged place a r1 d1 p', 'judge judged place a r2 d2 p', 'judge judged log a'],
      ['judge judged place a r1 d1 p', 'judge judged place a r2 d2 d1'],
    ],
  },
  'integrity-record': {
    broken: [
      ['log did kept-record a e1'],
      ['bank running record a e2', 'log did kept-record a e1'],
    ],
    kept: [['bank running record a e1', 'log did kept-record a e1']],
  },
  'log-inclusion': {
    broken: [
      ['bank did asked-record a e1'],
      ['bank did asked-record a e1', 'bank did got-record a e2'],
    ],
    kept: [['bank did asked-record a e1', 'bank did got-record a e1']],
  },
  'log-insertion': {
    broken: [['judge judged order a o1'], ['bank commit order a o2', 'judge judged order a o1']],
    kept: [['bank commit order a o1', 'judge judged order a o1']],
  },
  'log-alteration': {
    broken: [['bank running record a e2', 'judge judged record a e1']],
    kept: [['bank running record a e1', 'judge judged record a e1']],
  },
  'log-back-dating': {
    broken: [['bank running recorded-at a c t2', 'judge judged recorded-at a c t1']],
    kept: [['bank running recorded-at a c t1', 'judge judged recorded-at a c t1']],
  },
  'log-split-view': {
    broken: [['judge judged place a e1 d1 p', 'judge judged place a e2 d2 p']],
    kept: [
      ['judge judged place a e1 d1 p', 'judge judged place a e1 d1 p'],
      ['judge judged place a e1 d1 p', 'judge judged place a e2 d2 d1'],
    ],
  },
  'log-append-only': {
    broken: [['witness did cosigned a d1 p', 'witness did cosigned a d2 p']],
    kept: [
      ['witness did cosigned a d1 p', 'witness did cosigned a d2 d1'],
      ['witness did cosigned a d1 p', 'other did cosigned a d2 p'],
    ],
  },
  'log-order': {
    broken: [
      [
        'bank running record a e1',
        'bank running record a e2',
        'judge judged place a e2 d2 p',
        'judge judged place a e1 d1 d2',
      ],
    ],
    kept: [
      [
        'bank running record a e1',
        'bank running record a e2',
        'judge judged place a e1 d1 p',
        'judge judged place a e2 d2 d1',
      ],
      ['judge judged place a e1 d1 p', 'judge judged place a e2 d2 d1'],
    ],
  },
  'gateway-gap': {
    broken: [['alice secret order a o1', 'attacker o1']],
    kept: [['alice secret order a o1', 'attacker o2']],
  },
  'specific-server': {
    broken: [['alice running addressed-order a o1 b2', 'bank commit addressed-order a o1 b1']],
    kept: [['alice running addressed-order a o1 b1', 'bank commit addressed-order a o1 b1']],
  },
  'prevents-impersonation': {
    broken: [
      ['bank did logged-on a'],
      ['alice running log-on a', 'bank did logged-on a', 'bank did logged-on a'],
    ],
    kept: [['alice running log-on a', 'bank did logged-on a']],
  },
  'trusted-auditor': {
    broken: [['judge judged order a o1']],
    kept: [['alice running order a o1', 'judge judged order a o1']],
  },
  ...sameAs(['multi-factor-device', 'multi-factor-password', 'multi-factor-number'], {
    broken: [['alice running order a o2', 'bank commit order a o1']],
    kept: [['alice running order a o1', 'bank commit order a o1']],
  }),
};
