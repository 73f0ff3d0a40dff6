/**
 * The part of ProVerif's typed language that exported files use, as a grammar (ProVerif 2.05 manual,
 * appendix A), and what its type checker would say of a file: names declared before they are used,
 * arguments as many as are declared, channels where channels belong.
 */
import { grammar } from 'ohm-js';
import { type Complaint, readerOf, type Tree, within } from '../../spdl/tree.ts';

const language = grammar(String.raw`
  ProVerif {
    File = Declaration* processWord Process
    Declaration = Free | Constant | Function | Destructor | Event | Query | Restriction | Definition
    Free = freeWord ident ":" ident "."
    Constant = constWord ident ":" ident "."
    Function = funWord ident "(" Types ")" ":" ident Rewriting? Options? "."
    Rewriting = reducWord Rule
    Destructor = reducWord Rule "."
    Rule = forallWord Typed ";" Term "=" Term
    Types = ListOf<ident, ",">
    Options = "[" ("data" | "private") "]"
    Event = eventWord ident "(" Types ")" "."
    Query = queryWord Typed ";" Fact ("==>" NonemptyListOf<Happening, "||">)? "."
    Restriction = restrictionWord Typed ";" Fact "==>" Happening "."
    Fact = NonemptyListOf<Happening, "&&">
    Happening = Occurrence | Knowing | Same
    Occurrence = ("inj-event" | "event") "(" Applied ")" At?
    At = "@" ident
    Knowing = "attacker" "(" Term ")"
    Same = ident "=" ident
    Typed = NonemptyListOf<Binding, ",">
    Binding = ident ":" ident
    Definition = letWord ident ("(" NonemptyListOf<Binding, ","> ")")? "=" Process "."
    Process = NonemptyListOf<Sequence, "|">
    Sequence = Group | Replicated | Nil | New | In | Out | If | Let | EventStep | Call
    Group = "(" Process ")"
    Replicated = "!" Sequence
    Nil = zero
    New = newWord ident ":" ident ";" Sequence
    In = inWord "(" ident "," Pattern ")" Then?
    Out = outWord "(" Term "," Term ")" Then?
    Then = ";" Sequence
    If = ifWord Term ("<>" | "=") Term thenWord Sequence
    Let = letWord Pattern "=" Term inWord Sequence
    EventStep = eventWord Applied Then?
    Call = ident ("(" NonemptyListOf<Term, ","> ")")?
    Pattern = TuplePattern | DataPattern | Variable
    TuplePattern = "(" NonemptyListOf<Pattern, ","> ")"
    DataPattern = ident "(" NonemptyListOf<Pattern, ","> ")"
    Variable = ident (":" ident)?
    Term = Tuple | Applied | Name
    Tuple = "(" NonemptyListOf<Term, ","> ")"
    Applied = ident "(" ListOf<Term, ","> ")"
    Name = ident

    zero = "0" ~more
    processWord = "process" ~more
    freeWord = "free" ~more
    constWord = "const" ~more
    funWord = "fun" ~more
    reducWord = "reduc" ~more
    forallWord = "forall" ~more
    eventWord = "event" ~more
    queryWord = "query" ~more
    restrictionWord = "restriction" ~more
    letWord = "let" ~more
    newWord = "new" ~more
    inWord = "in" ~more
    outWord = "out" ~more
    ifWord = "if" ~more
    thenWord = "then" ~more
    keyword = ("process" | "free" | "const" | "fun" | "reduc" | "forall" | "event" | "query"
      | "restriction" | "let" | "new" | "in" | "out" | "if" | "then" | "type" | "table" | "yield"
      | "phase" | "else" | "or" | "fail" | "set" | "not") ~more
    ident (a name) = ~keyword letter more*
    more = alnum | "_" | "'"
    space += comment
    comment = "(*" (~"*)" (comment | any))* "*)"
  }
`);

/** Reads a file; what is wrong with it where it cannot be read. */
const readProverif: (text: string) => Tree | Complaint = readerOf(language);

/** What is declared: of a function, an event or a process the types of its arguments. */
interface Scope {
  readonly types: ReadonlyMap<string, string>;
  readonly functions: ReadonlyMap<string, readonly string[]>;
  readonly events: ReadonlyMap<string, readonly string[]>;
  readonly processes: ReadonlyMap<string, readonly string[]>;
}

const complaint = ({ at, text }: Tree, says: string): string =>
  `${String(at.line)}:${String(at.column)} ${text.slice(0, 40)}: ${says}`;

/** The identifiers that stand directly in a construct. */
const idents = ({ parts }: Tree): readonly Tree[] => parts.filter(({ rule }) => rule === 'ident');

/** The variables that a list of bindings or a pattern binds, with their types. */
function boundIn(tree: Tree): readonly (readonly [string, string])[] {
  return within(tree, 'Binding', 'Variable').map((binding) => {
    const [name = '', type = 'bitstring'] = within(binding, 'ident').map(({ text }) => text);
    return [name, type];
  });
}

function withTypes(scope: Scope, more: readonly (readonly [string, string])[]): Scope {
  return { ...scope, types: new Map([...scope.types, ...more]) };
}

/** What is wrong with a term, and what type it has. */
function termFaults(scope: Scope, term: Tree): readonly string[] {
  const inner = term.rule === 'Term' ? (term.parts[0] ?? term) : term;
  if (inner.rule === 'Name') {
    return scope.types.has(inner.text) ? [] : [complaint(inner, 'not declared')];
  }
  const args = within(inner, 'Term');
  const inside = args.flatMap((arg) => termFaults(scope, arg));
  if (inner.rule === 'Tuple') return inside;
  const [name = inner] = idents(inner);
  const declared = scope.functions.get(name.text);
  if (declared === undefined) return [complaint(name, 'no such function'), ...inside];
  return declared.length === args.length
    ? inside
    : [complaint(inner, `takes ${String(declared.length)} arguments`), ...inside];
}

/** What is wrong with arguments, each of a type. */
function argumentFaults(
  scope: Scope,
  tree: Tree,
  declared: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const [name = tree] = idents(tree);
  const args = within(tree, 'Term');
  const types = declared.get(name.text);
  if (types === undefined) return [complaint(name, 'not declared')];
  if (types.length !== args.length)
    return [complaint(tree, `takes ${String(types.length)} arguments`)];
  return args.flatMap((arg, index) => {
    const type = scope.types.get(arg.text) ?? 'bitstring';
    const wrong = type === types[index] ? [] : [complaint(arg, `is no ${types[index] ?? ''}`)];
    return [...termFaults(scope, arg), ...wrong];
  });
}

/** What is wrong with a pattern. */
function patternFaults(scope: Scope, pattern: Tree): readonly string[] {
  return [pattern, ...within(pattern, 'DataPattern')].flatMap((tree) => {
    const found = tree.rule === 'DataPattern' ? [tree] : [];
    return found.flatMap((data) => {
      const [name = data] = idents(data);
      const parts = within(data, 'Pattern');
      const count = scope.functions.get(name.text)?.length;
      return count === parts.length ? [] : [complaint(data, `takes ${String(count)} arguments`)];
    });
  });
}

/** What is wrong with a channel. */
function channelFaults(scope: Scope, channel: Tree | undefined): readonly string[] {
  if (channel === undefined || scope.types.get(channel.text) === 'channel') return [];
  return [complaint(channel, 'is no channel')];
}

type Check = (scope: Scope, tree: Tree) => readonly string[];

const rest: Check = (scope, tree) =>
  within(tree, 'Sequence').flatMap((next) => processFaults(scope, next));

const checks: Readonly<Record<string, Check>> = {
  New: (scope, tree) => {
    const [name = '', type = ''] = idents(tree).map(({ text }) => text);
    return rest(withTypes(scope, [[name, type]]), tree);
  },
  In: (scope, tree) => {
    const [pattern = tree] = within(tree, 'Pattern');
    return [
      ...channelFaults(scope, idents(tree)[0]),
      ...patternFaults(scope, pattern),
      ...rest(withTypes(scope, boundIn(pattern)), tree),
    ];
  },
  Out: (scope, tree) => {
    const [channel, message] = within(tree, 'Term');
    const faults = message === undefined ? [] : termFaults(scope, message);
    return [...channelFaults(scope, channel), ...faults, ...rest(scope, tree)];
  },
  If: (scope, tree) => [
    ...within(tree, 'Term')
      .slice(0, 2)
      .flatMap((term) => termFaults(scope, term)),
    ...rest(scope, tree),
  ],
  Let: (scope, tree) => {
    const [pattern = tree, term = tree] = tree.parts.filter(({ rule }) =>
      ['Pattern', 'Term'].includes(rule),
    );
    return [
      ...termFaults(scope, term),
      ...patternFaults(scope, pattern),
      ...rest(withTypes(scope, boundIn(pattern)), tree),
    ];
  },
  EventStep: (scope, tree) => {
    const [applied = tree] = within(tree, 'Applied');
    return [...argumentFaults(scope, applied, scope.events), ...rest(scope, tree)];
  },
  Call: (scope, tree) => argumentFaults(scope, tree, scope.processes),
};

function processFaults(scope: Scope, tree: Tree): readonly string[] {
  const [inner = tree] = tree.rule === 'Sequence' ? tree.parts : [tree];
  return (checks[inner.rule] ?? rest)(scope, inner);
}

/** What is wrong with a query or a restriction. */
function queryFaults(scope: Scope, tree: Tree): readonly string[] {
  const [typed = tree] = within(tree, 'Typed');
  const own = withTypes(scope, boundIn(typed));
  const unused = boundIn(typed)
    .filter(([name]) => tree.text.split(new RegExp(`\\b${name}\\b`, 'u')).length < 3)
    .map(([name]) => complaint(tree, `${name} is not used`));
  const events = within(tree, 'Occurrence').flatMap((one) => {
    const [applied = one] = within(one, 'Applied');
    const times = within(one, 'At').flatMap((at) => idents(at));
    const noTimes = times.filter(({ text }) => own.types.get(text) !== 'time');
    return [
      ...argumentFaults(own, applied, own.events),
      ...noTimes.map((time) => complaint(time, 'is no time')),
    ];
  });
  const known = within(tree, 'Knowing').flatMap((one) =>
    within(one, 'Term').flatMap((term) => termFaults(own, term)),
  );
  return [...unused, ...events, ...known];
}

/** A scope after a declaration, and what is wrong with that. */
type Declared = readonly [scope: Scope, faults: readonly string[]];

const typesOf = (tree: Tree): readonly string[] =>
  within(tree, 'Types').flatMap((list) => within(list, 'ident').map(({ text }) => text));

/** A map with one entry more. */
const and = <V>(map: ReadonlyMap<string, V>, key: string, value: V): ReadonlyMap<string, V> =>
  new Map([...map, [key, value]]);

const constant = (scope: Scope, tree: Tree): Declared => {
  const [name = '', type = ''] = idents(tree).map(({ text }) => text);
  return [withTypes(scope, [[name, type]]), []];
};

const query = (scope: Scope, tree: Tree): Declared => [scope, queryFaults(scope, tree)];

const declarations: Readonly<Record<string, (scope: Scope, tree: Tree, name: string) => Declared>> =
  {
    Free: constant,
    Constant: constant,
    Function: (scope, tree, name) => [
      { ...scope, functions: and(scope.functions, name, typesOf(tree)) },
      [],
    ],
    Destructor: (scope, tree) => {
      const [left = tree] = within(tree, 'Applied');
      const [called = ''] = idents(left).map(({ text }) => text);
      const types = within(left, 'Term').map(() => 'bitstring');
      return [{ ...scope, functions: and(scope.functions, called, types) }, []];
    },
    Event: (scope, tree, name) => [
      { ...scope, events: and(scope.events, name, typesOf(tree)) },
      [],
    ],
    Definition: (scope, tree, name) => {
      const bound = tree.parts.flatMap((part) => (part.rule === 'Process' ? [] : boundIn(part)));
      const [body = tree] = within(tree, 'Process');
      const types = bound.map(([, type]) => type);
      const faults = processFaults(withTypes(scope, bound), body);
      return [{ ...scope, processes: and(scope.processes, name, types) }, faults];
    },
    Query: query,
    Restriction: query,
  };

/** A scope after a declaration, and what is wrong with that: a name declared twice among others. */
function declared(scope: Scope, tree: Tree): Declared {
  const { types, functions, events, processes } = scope;
  const [name = ''] = idents(tree).map(({ text }) => text);
  const isKnown = [types, functions, events, processes].some((names) => names.has(name));
  const twice = isKnown ? [complaint(tree, 'declared twice')] : [];
  const [after, faults] = declarations[tree.rule]?.(scope, tree, name) ?? [scope, []];
  return [after, [...twice, ...faults]];
}

/** What is wrong with a file: what ProVerif's grammar or its declarations do not allow. */
export function proverifFaults(text: string): readonly string[] {
  const tree = readProverif(text);
  if ('says' in tree) return [`${String(tree.at.line)}:${String(tree.at.column)} ${tree.says}`];
  let scope: Scope = {
    types: new Map([['true', 'bool']]),
    functions: new Map(),
    events: new Map(),
    processes: new Map(),
  };
  const faults: string[] = [];
  for (const declaration of within(tree, 'Declaration').flatMap(({ parts }) => parts)) {
    const [after, wrong] = declared(scope, declaration);
    scope = after;
    faults.push(...wrong);
  }
  const [main = tree] = tree.parts.filter(({ rule }) => rule === 'Process');
  return [...faults, ...processFaults(scope, main)];
}
