/** Peers as text: scripts, who takes part, what is promised, and what is published about it. */
import type { Protocol } from '../../script/script.ts';
import { roleWritten, scriptWritten, seatWritten } from '../../script/testing/notation.ts';
import type { Cast, Peer, PeerVerdict } from '../peer.ts';

/** The scripts of peers. */
export function scriptsPrinted(peers: readonly Peer[]): readonly string[] {
  const protocols = peers.map(({ protocol }) => protocol);
  return protocols.flatMap((protocol, index) => scriptWritten(protocol, protocols.slice(0, index)));
}

/** What a cast plays that the peer's own script does not have; what stood in a cast before, by name alone. */
function otherwise(cast: Protocol, own: Protocol, seen: Set<string>): readonly string[] {
  const before = scriptWritten(own);
  const heads = scriptWritten({ ...cast, roles: [] }).filter((line) => !before.includes(line));
  const known = own.roles.map((role) => roleWritten(role).join('\n'));
  const others = cast.roles.flatMap((role) => {
    const lines = roleWritten(role);
    const text = lines.join('\n');
    if (known.includes(text)) return [];
    if (seen.has(text)) return [`${role.name} as before`];
    seen.add(text);
    return lines;
  });
  return [...heads, ...others].map((line) => `    ${line}`);
}

/** A cast of a peer, by its name. */
interface Named {
  readonly name: string;
  readonly cast: Cast;
  readonly own: Protocol;
}

function castPrinted({ name, cast, own }: Named, seen: Set<string>): readonly string[] {
  const { protocol, seats, insider, mode } = cast;
  const marks = [...(insider ? ['insider'] : []), ...(mode === undefined ? [] : [mode])];
  const marked = marks.map((mark) => `, ${mark}`).join('');
  const line = `  ${name}${marked}: ${seats.map(seatWritten).join(' ')}`;
  return [line, ...otherwise(protocol, own, seen)];
}

function verdictPrinted({ claim, under, says, refused, by, note }: PeerVerdict): string {
  const how = refused === true ? `${says}, refused` : says;
  return `  ${how}: ${claim} under ${under} [${by}] ${note}`;
}

/** What a peer is compared by, the casts in which it plays, its promises and the verdicts on them. */
function peerPrinted(peer: Peer, seen: Set<string>): readonly string[] {
  const { protocol, takenOnce, mode, casts, promises, verdicts } = peer;
  const once = takenOnce === undefined ? '' : `, ${takenOnce.role} takes ${takenOnce.name} once`;
  const sides = `${peer.phone} to ${peer.authority} by ${peer.between ?? 'nobody'}`;
  return [
    `${protocol.id}${peer.main ? ', main' : ''}: ${peer.system}: ${peer.reading}`,
    `  ${sides}, log-on ${String(peer.logOn)}${once}${mode === undefined ? '' : `, ${mode}`}`,
    `  trusts ${peer.trusts}`,
    `  ${Object.entries(promises)
      .map(([goal, belief]) => `${goal} = ${belief}`)
      .join(', ')}`,
    ...Object.entries(casts).flatMap(([name, cast]) =>
      castPrinted({ name, cast, own: protocol }, seen),
    ),
    ...verdicts.map(verdictPrinted),
  ];
}

/** Peers without their scripts. */
export function peersPrinted(peers: readonly Peer[]): readonly string[] {
  const seen = new Set<string>();
  return peers.flatMap((peer) => peerPrinted(peer, seen));
}
