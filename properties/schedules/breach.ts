/** A law that a schedule broke, on whatever level. */

/** What a schedule broke. */
export interface Broken {
  /** Whether it must not be. */
  readonly failure: boolean;
  readonly law: string;
  readonly says: string;
}
