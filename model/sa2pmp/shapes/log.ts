/** The shapes of the transaction log under a reading: records, entries, evidence, resolutions (§5.2 TLS). */
import { shape } from '../../core/shape.ts';
import type { Messages } from './form.ts';
import {
  chainsEntries,
  datesEntries,
  type Reading,
  recordForm,
  recordsResult,
  signsEntries,
  signsRecords,
  impliesRecipient,
} from '../reading.ts';
import { when } from './when.ts';

/** The shapes of the log. */
export function logShapes(
  reading: Reading,
): Pick<
  Messages,
  | 'record'
  | 'recordText'
  | 'entry'
  | 'evidence'
  | 'wordedEvidence'
  | 'abortRequest'
  | 'resolution'
  | 'signedResolution'
> {
  const form = recordForm(reading);
  const isPlain = form === 'order';
  const withResult = recordsResult(reading);
  const dates = datesEntries(reading);
  const content = { content: form === 'commitment' ? 'digest' : form };
  const recorded = {
    accid: when(isPlain, 'account'),
    result: when(withResult, 'result'),
    time: when(withResult && reading.A40 === 'bank', 'constant'),
  };
  return {
    record: shape(['record', 18], content, {
      ...recorded,
      signature: when(signsRecords(reading), 'signature'),
    }),
    recordText: shape(['record-text', 30], content, recorded),
    entry: shape(
      ['entry', 19],
      { record: 'record' },
      {
        previous: when(chainsEntries(reading), 'digest'),
        time: when(dates, 'constant'),
      },
    ),
    evidence: shape(
      ['evidence', 20],
      { record: 'record' },
      {
        binding: when(!isPlain, 'key-binding'),
        signature: when(signsEntries(reading), 'signature'),
        previous: when(chainsEntries(reading), 'digest'),
        time: when(dates && (signsEntries(reading) || chainsEntries(reading)), 'constant'),
        key: when(reading.A22b === 'package-key', 'key'),
        opening: when(form === 'commitment', 'signed-order'),
        recipient: when(!isPlain && impliesRecipient(reading), 'bank'),
      },
    ),
    wordedEvidence: shape(
      ['worded-evidence', 70],
      {
        record: 'record',
        word: 'signed-resolution',
        opening: 'signed-order',
        binding: 'key-binding',
      },
      { recipient: when(impliesRecipient(reading), 'bank') },
    ),
    abortRequest: shape(['abort-request', 31], { commitment: 'digest' }),
    resolution: shape(['resolution', 32], { commitment: 'digest', outcome: 'constant' }),
    signedResolution: shape(['signed-resolution', 33], {
      resolution: 'resolution',
      signature: 'signature',
    }),
  };
}
