/**
 * The port to what the operator's gateway keeps besides its chart: the transaction log, the heads
 * that it has shown, and the notices that wait for phones.
 */
import type { Resolved } from '../../../model/sa2pmp/roles/log-resolving.ts';
import type { Bytes } from '../../bytes.ts';
import type { Journal } from '../journal.ts';
import type { NodeStore } from '../../log/nodes.ts';

/** A record as kept. */
export interface EntryRow {
  /** Its place in the log, from 0. */
  readonly index: number;
  readonly entry: Bytes;
  /** The log server's signature (A20 signed, merkle). */
  readonly signature: Bytes | undefined;
}

/** A head that was shown to somebody. */
export interface HeadRow {
  /** Records in the tree. */
  readonly size: number;
  /** SHA-256, in hex. */
  readonly root: string;
  /** The signed note as shown, cosignatures and all. */
  readonly note: string;
}

/** A notice that waits for a phone. */
export interface NoticeRow {
  readonly seq: number;
  readonly from: string;
  readonly to: string;
  readonly message: Bytes;
}

/** What a gateway keeps. */
export interface LogStore {
  readonly journal: Journal;
  /** Whether a message of the bank's outbox has been taken. */
  readonly isReceived: (seq: number) => boolean;
  /** Notes that it has. */
  readonly addReceived: (seq: number) => void;
  /** Forgets which messages were taken: the numbers are another outbox's from now on. */
  readonly forgetReceived: () => void;
  /** Adds a record; returns its place. */
  readonly addEntry: (entry: Bytes, signature: Bytes | undefined) => number;
  /** The record at a place. */
  readonly entry: (index: number) => EntryRow | undefined;
  /** How many records there are. */
  readonly size: () => number;
  /** Records from a place on, at most so many. */
  readonly entries: (from: number, most: number) => readonly EntryRow[];
  /** Keeps a frame that passed, in its file (A19 both). */
  readonly addFrame: (frame: Bytes) => void;
  /** What has become of an order, named by its commitment (R7). */
  readonly resolved: (commitment: Bytes) => Resolved<Bytes> | undefined;
  /** Notes what becomes of it; the outcome stands, records may come to it. */
  readonly keepResolved: (resolved: Resolved<Bytes>) => void;
  /** The tree's nodes (A20 merkle). */
  readonly nodes: NodeStore;
  /** Notes a head before it is shown. */
  readonly addHead: (head: HeadRow) => void;
  /** Whether a note was shown before. */
  readonly wasShown: (note: string) => boolean;
  /** Every head ever shown, oldest first. */
  readonly heads: () => readonly HeadRow[];
  /** Keeps a notice for a phone, at most so many. */
  readonly addNotice: (notice: Omit<NoticeRow, 'seq'>, most: number) => void;
  /** The notices for a phone, oldest first. */
  readonly notices: (to: string) => readonly NoticeRow[];
}
