/** A generator run to its end. */
export function finished<R>(run: Generator<unknown, R, void>): R {
  for (let step = run.next(); ; step = run.next()) if (step.done === true) return step.value;
}
