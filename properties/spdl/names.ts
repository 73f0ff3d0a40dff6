/**
 * What is wrong with the names of a file, whatever its messages are: something named twice, a role of the header that
 * is not there, a macro that needs itself, a claim in somebody else's role or on too little.
 */
import { namesOf } from './declared.ts';
import { type Complaint, type Tree, within } from './grammar.ts';

/** The identifiers that stand directly in a construct. */
function identsOf({ parts }: Tree): readonly Tree[] {
  return parts.filter(({ rule }) => rule === 'ident');
}

/** Whatever is named by a name that came before. */
function twice(what: string, named: readonly (readonly [name: string, tree: Tree])[]) {
  const seen = new Set<string>();
  return named.flatMap(([name, { at }]): readonly Complaint[] => {
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew ? [] : [{ at, says: `${what} ${name} is there twice` }];
  });
}

/** Constructs by the names that they begin with. */
function byName(trees: readonly Tree[]): readonly (readonly [string, Tree])[] {
  return trees.flatMap((tree) => {
    const [name] = identsOf(tree);
    return name === undefined ? [] : [[name.text, tree] as const];
  });
}

/** Claims of which kind need how many terms, and what the first one has to be. */
const needs: Readonly<Record<string, { readonly terms: number; readonly role: boolean }>> = {
  Secret: { terms: 1, role: false },
  SKR: { terms: 1, role: false },
  Commit: { terms: 1, role: true },
  Running: { terms: 1, role: true },
};

/** What is wrong with a claim, in a role of a protocol with these roles. */
function wrongClaim(claim: Tree, own: string, roles: ReadonlySet<string>): readonly Complaint[] {
  const [owner = claim, kind = claim] = identsOf(claim);
  if (owner.text !== own) {
    return [{ at: owner.at, says: `role ${own} cannot claim as ${owner.text}` }];
  }
  const need = needs[kind.text];
  const terms = within(claim, 'ClaimTerm');
  if (need === undefined) return [];
  if (terms.length < need.terms) {
    return [{ at: kind.at, says: `${kind.text} takes ${need.role ? 'a role first' : 'a term'}` }];
  }
  const [first = claim] = terms;
  const isWrong = need.role && !roles.has(first.text.replace(/^,\s*/u, ''));
  return isWrong ? [{ at: first.at, says: `${kind.text} takes a role first` }] : [];
}

/** What is wrong with the names in a role. */
function inRole(role: Tree, roles: ReadonlySet<string>): readonly Complaint[] {
  const [own] = identsOf(role);
  const declared = within(role, 'Fresh', 'Variable').flatMap((tree) =>
    namesOf(tree).map((name) => [name, tree] as const),
  );
  return [
    ...twice('the name', declared),
    ...within(role, 'Claim').flatMap((claim) => wrongClaim(claim, own?.text ?? '', roles)),
  ];
}

/** What is wrong with the names in a protocol. */
function inProtocol(protocol: Tree): readonly Complaint[] {
  const [header = protocol] = protocol.parts.filter(({ rule }) => rule === 'Terms');
  const listed = within(header, 'Term');
  const roles = within(protocol, 'Role');
  const played = byName(roles);
  const missing = listed.filter(({ text }) => !played.some(([name]) => name === text));
  const names = new Set(listed.map(({ text }) => text));
  return [
    ...twice(
      'the role',
      listed.map((tree) => [tree.text, tree] as const),
    ),
    ...missing.map(({ at, text }) => ({ at, says: `the role ${text} is not there` })),
    ...twice('the role', played),
    ...roles.flatMap((role) => inRole(role, names)),
  ];
}

/** The first macro that cannot be spelled out, since it needs itself. */
function endlessMacro(file: Tree): readonly Complaint[] {
  const macros = new Map(
    within(file, 'Macro').flatMap((macro) => {
      const [name] = within(macro, 'Name');
      return name === undefined ? [] : [[name.text, macro] as const];
    }),
  );
  const uses = (macro: Tree): readonly string[] =>
    within(macro, 'Terms').flatMap((terms) => terms.text.match(/[\w@^'!-]+/gu) ?? []);
  const isEndless = (name: string, before: readonly string[]): boolean => {
    const macro = macros.get(name);
    if (macro === undefined) return false;
    return before.includes(name) || uses(macro).some((used) => isEndless(used, [...before, name]));
  };
  return [...macros].flatMap(([name, { at }]) =>
    isEndless(name, []) ? [{ at, says: `the macro ${name} needs itself` }] : [],
  );
}

/** What is wrong with the names of a file, in the order of the text. */
export function misnamedIn(file: Tree): readonly Complaint[] {
  const protocols = within(file, 'Protocol');
  const wrong = [
    ...endlessMacro(file),
    ...twice('the protocol', byName(protocols)),
    ...protocols.flatMap(inProtocol),
  ];
  return wrong.toSorted(
    (one, other) => one.at.line - other.at.line || one.at.column - other.at.column,
  );
}
