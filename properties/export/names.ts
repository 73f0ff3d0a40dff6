/** Names that a prover takes: letters, digits and underscores, each thing one of its own. */

/** Gives names, one for each thing. */
export interface Names {
  /** The name of a thing, by a key; made of `like` where it has none yet. */
  readonly of: (key: string, like: string) => string;
  /** A name that is nobody's yet. */
  readonly fresh: (like: string) => string;
  /** These names and more of their own. */
  readonly inner: () => Names;
}

/** A word as an identifier. */
export function identifier(word: string): string {
  const plain = word.replaceAll(/[^A-Za-z0-9]+/gu, '_').replaceAll(/^_+|_+$/gu, '');
  return /^[A-Za-z]/u.test(plain) ? plain : `x_${plain}`.replace(/_$/u, '');
}

/**
 * Names of one scope.
 *
 * @param taken - words that are no names: keywords, names of a scope around
 */
export function namesBeside(taken: Iterable<string>, outer?: ReadonlyMap<string, string>): Names {
  const used = new Set(taken);
  const known = new Map<string, string>(outer);
  const fresh = (like: string): string => {
    const word = identifier(like);
    let name = word;
    for (let count = 2; used.has(name); count += 1) name = `${word}_${String(count)}`;
    used.add(name);
    return name;
  };
  return {
    fresh,
    of: (key, like) => {
      const name = known.get(key) ?? fresh(like);
      known.set(key, name);
      return name;
    },
    inner: () => namesBeside(used, known),
  };
}
