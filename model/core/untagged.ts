/**
 * Untagged messages (A3b, W15): fields one after the other, each with its length, and nothing that
 * says what message they are. Whoever expects a message of as many fields takes it for that.
 *
 * So all untagged shapes of as many fields are one form, on terms as in bytes.
 */
import type { AnyShape, Shape, Sort } from './shape.ts';

/** The beginning of the names of forms; no shape that is declared is named so. */
const formName = 'message of ';

const forms = new Map<number, AnyShape>();

/** The form of all untagged messages of so many fields. */
function formOf(count: number): AnyShape {
  const form: AnyShape = forms.get(count) ?? {
    name: `${formName}${count}`,
    tag: 0,
    fields: Array.from({ length: count }, (_, index) => ({ name: String(index), sort: 'any' })),
    untagged: true,
  };
  forms.set(count, form);
  return form;
}

/** The same shape without its tag. */
export function untagged<R extends string, O extends string>(form: Shape<R, O>): Shape<R, O> {
  return { ...form, untagged: true };
}

/** What can be told of a shape from an encoding: the shape, or how many fields it has. */
export function visible(form: AnyShape): AnyShape {
  return form.untagged === true && form.plain !== true ? formOf(form.fields.length) : form;
}

/** Whether a term of this sort is an untagged message, which may stand in any field. */
export function isForm(sort: Sort): boolean {
  return sort.startsWith(formName);
}
