/** What the bank puts into a package besides the message: where everybody is (§4.3). */
import type { Reading } from '../../model/sa2pmp/reading.ts';
import type { Bytes } from '../bytes.ts';
import type { ClientPackage } from '../host/package.ts';

/** The particulars of a package. */
export interface PackageParts {
  readonly account: string;
  readonly currency: string;
  readonly reading: Reading;
  readonly gateway: string;
  readonly https: ClientPackage['https'];
  readonly message: Bytes;
}

/** A package, as it is written to a file. */
export function packageFor({ https, ...parts }: PackageParts): ClientPackage {
  return {
    format: 'sa2pmp-package',
    version: 1,
    ...parts,
    ...(https === undefined ? {} : { https }),
  };
}
