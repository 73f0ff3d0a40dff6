/**
 * Where what was found is not what is published, or not all that there is to be found.
 */
import type { Peer, PeerVerdict } from '../../model/peers/peer.ts';
import { askedUnder, castsOf, type Finding, type Findings } from './findings.ts';

/** What is to be found where a verdict is right. */
export function expectedOf({ says, refused }: PeerVerdict): Finding['says'] {
  return refused === true ? 'nothing' : says;
}

/** What is wrong with the findings on a peer, one sentence each; nothing where all is as published. */
export function disagreements(peer: Peer, findings: Findings): readonly string[] {
  const { id } = peer.protocol;
  const found = findings[id] ?? {};
  const missing = castsOf(peer).flatMap(([name]) =>
    askedUnder(peer, name).flatMap((belief) => {
      const says = found[name]?.[belief]?.says;
      return says === undefined || says === 'unknown'
        ? [`${id}, ${name}: nothing of ${belief}`]
        : [];
    }),
  );
  const others = peer.verdicts.flatMap((verdict) => {
    const { claim, under, by } = verdict;
    const says = expectedOf(verdict);
    const ours = found[under]?.[claim]?.says;
    return ours === says
      ? []
      : [`${id}, ${under}: ${claim} ${ours ?? 'unasked'}, ${says} by ${by}`];
  });
  return [...missing, ...others];
}
