/** Whose phone it is. */
export interface Owner {
  readonly account: string;
  readonly userid: string;
  readonly sim: string;
  readonly phone: string;
}
/** What a request is sealed with. */
export interface Sealing {
  readonly boxKey: Buffer;
  readonly ephemeral: Buffer;
}
/** What an order asks for. */
export interface Wanted {
  readonly type?: string;
  readonly payee: string;
  readonly amount: string;
}
/** A message in its envelope. */
export interface Sent {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly message: string;
}
/** What came of an order. */
export interface Result {
  readonly status: string;
  readonly reference: Buffer;
  readonly next: Buffer;
}
/** What is handed over in a branch. */
export interface Branch {
  readonly format: string;
  readonly version: number;
  readonly messages: readonly Sent[];
}
/** The package of a bank. */
export function readPackage(
  bankKey: Buffer,
  message: Buffer,
): { readonly bank: Buffer; readonly bankPublicKey: Buffer; readonly boxKey: Buffer };
/** A registration. */
export function registration(owner: Owner, scalar: Buffer, previous?: Buffer): Buffer;
/** A log-on. */
export function logOnFrame(
  owner: Owner,
  by: { readonly scalar: Buffer; readonly verifier: Buffer; readonly nonce: Buffer },
  sealing: Sealing,
): { readonly frame: Buffer; readonly replyKey: Buffer };
/** The answer to a log-on. */
export function readWelcome(
  replyKey: Buffer,
  message: Buffer,
): { readonly token: Buffer; readonly renews: boolean };
/** An order. */
export function orderFrame(
  owner: Owner,
  order: Required<Wanted> & {
    readonly scalar: Buffer;
    readonly bank: Buffer;
    readonly token: Buffer;
  },
  sealing: Sealing,
): { readonly whole: Buffer; readonly frame: Buffer; readonly replyKey: Buffer };
/** The answer to an order. */
export function readResult(
  by: {
    readonly bankKey: Buffer;
    readonly replyKey: Buffer;
    readonly whole: Buffer;
    readonly token: Buffer;
    readonly account: string;
  },
  message: Buffer,
): Result;
/** Asks what becomes of an order. */
export function abortRequest(whole: Buffer): Buffer;
/** What the log says of an order. */
export function readResolution(
  by: { readonly logKey: Buffer; readonly whole: Buffer },
  message: Buffer,
): string;
/** Refuses a notice that is not the bank's for an account. */
export function readNotice(
  by: { readonly bankKey: Buffer; readonly account: string },
  message: Buffer,
): void;
/** Sends a message; what came back. */
export function exchange(gateway: string, sent: Sent): Promise<readonly Buffer[]>;
/** A phone with a package installed. */
export function phone(setUp: {
  readonly owner: Owner;
  readonly anchors: { readonly bankKey: Buffer; readonly logKey: Buffer };
  readonly gateway: string;
  readonly message: Buffer;
}): {
  readonly register: () => Branch;
  readonly renew: () => Branch;
  readonly logOn: (
    password: string,
    cost?: { readonly N: number; readonly r: number; readonly p: number },
  ) => Promise<{ readonly token: Buffer; readonly renews: boolean }>;
  readonly order: (what: Required<Wanted>) => Sent;
  readonly send: () => Promise<Result>;
  readonly pay: (what: Wanted) => Promise<Result>;
  readonly resolve: () => Promise<string>;
  readonly notices: () => Promise<readonly unknown[]>;
};
