/** The steps of the bank on an order. */
export function checkOrder(
  file: {
    readonly boxScalar: Buffer;
    readonly bank: string;
    /** ID_C of the account. */
    readonly client: Buffer;
    readonly publicKey: Buffer;
    readonly token: Buffer | undefined;
  },
  frame: Buffer,
): {
  readonly whole: Buffer;
  readonly replyKey: Buffer;
  readonly commitment: Buffer;
  readonly next: Buffer;
};
/** The steps of the bank on a log-on. */
export function checkLogOn(
  file: {
    readonly boxScalar: Buffer;
    readonly userid: string;
    readonly publicKey: Buffer;
    readonly verifier: Buffer;
    readonly taken?: readonly Buffer[];
  },
  frame: Buffer,
): { readonly proof: Buffer; readonly replyKey: Buffer };
/** The steps of the bank on a registration. */
export function checkRegistration(
  file: { readonly account: string; readonly publicKey?: Buffer },
  message: Buffer,
): { readonly binding: Buffer; readonly key: Buffer };
/** The steps of the log on a record. */
export function checkRecord(bankKey: Buffer, record: Buffer): { readonly content: Buffer };
/** The steps of the judge. */
export function checkEvidence(
  trusted: {
    readonly bank: string;
    readonly bankKey: Buffer;
    readonly logKey: Buffer;
    readonly attested: readonly Buffer[];
  },
  message: Buffer,
): {
  readonly account: string;
  readonly type: string;
  readonly payee: string;
  readonly amount: string;
};
