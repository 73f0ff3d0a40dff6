/** A refusal: the requirement of docs/protocol.md by which something is refused. */
export interface Refused extends Error {
  readonly requirement: string;
}
/** Octets of hexadecimal digits. */
export function octets(hex: string): Buffer;
/** Octets of a text in UTF-8. */
export function utf8(text: string): Buffer;
/** What a frame begins with, and how many fields it has. */
export interface Form {
  readonly tag: number;
  readonly travels?: boolean;
}
/** A frame. */
export function encode(form: Form, ...fields: readonly Buffer[]): Buffer;
/** The fields of a frame; throws a {@link Refused}. */
export function decode(form: Form & { readonly count: number }, frame: Buffer): readonly Buffer[];
