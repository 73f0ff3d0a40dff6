/** Receives a command's exit code. */
export type Done = (code: number) => void;
