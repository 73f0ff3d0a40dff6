/**
 * The first difference between what the model does and what was recorded, in words.
 */

/** Characters of a value that are shown. */
const SHOWN_MAX = 40;

/** A value as JSON keeps it. */
export function asKept(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

/**
 * Where two values kept as JSON differ first; `undefined` when they do not.
 *
 * @param model - the model's
 * @param recorded - the record's
 * @param at - what is compared, for people
 */
export function difference(model: unknown, recorded: unknown, at: string): string | undefined {
  if (model === undefined && recorded !== undefined) {
    return `${at}: ${shown(recorded)} was recorded, the model has nothing there`;
  }
  if (recorded === undefined && model !== undefined) {
    return `${at}: nothing was recorded, the model has ${shown(model)}`;
  }
  if (!isBranch(model) || !isBranch(recorded) || Array.isArray(model) !== Array.isArray(recorded)) {
    return model === recorded
      ? undefined
      : `${at}: ${shown(recorded)} was recorded, the model has ${shown(model)}`;
  }
  const fields = new Set([...Object.keys(model), ...Object.keys(recorded)]);
  for (const field of fields) {
    const path = Array.isArray(model) ? `${at} ${Number(field) + 1}` : `${at}, ${field}`;
    const found = difference(model[field], recorded[field], path);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= SHOWN_MAX ? text : `${text.slice(0, SHOWN_MAX)}…`;
}
