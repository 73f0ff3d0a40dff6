/**
 * Colour on a terminal and nowhere else: `NO_COLOR`, `FORCE_COLOR` and pipes are respected.
 */
import { styleText } from 'node:util';

/** Paints text. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** Paints for a stream, if it takes colour. */
export function painter(stream: NodeJS.WritableStream): Paint {
  return (style, text) => styleText(style, text, { stream, validateStream: true });
}
