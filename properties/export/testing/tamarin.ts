/**
 * The part of Tamarin's language that exported files use, as a grammar (Tamarin manual, "Syntax
 * description"), and its wellformedness checks as the manual tells them: facts of one arity that some
 * rule makes, variables bound in premises and derivable from them, formulas guarded.
 */
import { grammar } from 'ohm-js';
import { type Complaint, readerOf, type Tree, within } from '../../spdl/tree.ts';

const language = grammar(String.raw`
  Spthy {
    Theory = theoryWord ident beginWord Item* endWord
    Item = Builtins | Functions | Rule | Restriction | Lemma
    Builtins = "builtins" ":" NonemptyListOf<builtin, ",">
    builtin = "symmetric-encryption" | "asymmetric-encryption" | "signing" | "hashing"
    Functions = "functions" ":" NonemptyListOf<Function, ",">
    Function = ident "/" digit+ ("[" "private" "]")?
    Rule = ruleWord ident ":" Premises Actions Conclusions
    Premises = "[" ListOf<Fact, ","> "]"
    Conclusions = "[" ListOf<Fact, ","> "]"
    Actions = "-->" -- none
      | "--[" ListOf<Fact, ","> "]->" -- some
    Fact = "!"? factName "(" ListOf<Term, ","> ")"
    Term = Tuple | Applied | Literal | Fresh | Public | True | Variable
    Tuple = "<" NonemptyListOf<Term, ","> ">"
    Applied = ident "(" ListOf<Term, ","> ")"
    Literal = "'" more+ "'"
    Fresh = "~" ident
    Public = "$" ident
    True = trueWord
    Variable = ident
    Restriction = restrictionWord ident ":" "\"" Formula "\""
    Lemma = lemmaWord ident ":" existsWord? "\"" Formula "\""
    Formula = Implied | Disjunction
    Implied = Disjunction "==>" Formula
    Disjunction = NonemptyListOf<Conjunction, "|">
    Conjunction = NonemptyListOf<Atom, "&">
    Atom = Negated | Quantified | Bracketed | Action | Earlier | Equal
    Negated = notWord Atom
    Quantified = quantifier Bound+ "." Formula
    Bound = "#"? ident
    Bracketed = "(" Formula ")"
    Action = factName "(" ListOf<Term, ","> ")" "@" "#" ident
    Earlier = "#" ident "<" "#" ident
    Equal = Side "=" Side
    Side = "#" ident -- time
      | Term -- term

    theoryWord = "theory" ~more
    beginWord = "begin" ~more
    endWord = "end" ~more
    ruleWord = "rule" ~more
    restrictionWord = "restriction" ~more
    lemmaWord = "lemma" ~more
    existsWord = "exists-trace"
    notWord = "not" ~more
    quantifier = ("All" | "Ex") ~more
    trueWord = "true" ~more
    factName (a fact) = upper more*
    ident (a name) = ~("not" ~more) letter more*
    more = alnum | "_"
    space += comment
    comment = blockComment | lineComment
    blockComment = "/*" (~"*/" any)* "*/"
    lineComment = "//" (~"\n" any)*
  }
`);

/** Reads a theory; what is wrong with it where it cannot be read. */
const readTamarin: (text: string) => Tree | Complaint = readerOf(language);

const complaint = ({ at, text }: Tree, says: string): string =>
  `${String(at.line)}:${String(at.column)} ${text.slice(0, 40)}: ${says}`;

const nameOf = (tree: Tree): string =>
  tree.parts.find(({ rule }) => ['ident', 'factName'].includes(rule))?.text ?? '';

/** All parts of a tree of some rules, those inside of others too. */
function all(tree: Tree, ...rules: readonly string[]): readonly Tree[] {
  return tree.parts.flatMap((part) => [
    ...(rules.includes(part.rule) ? [part] : []),
    ...all(part, ...rules),
  ]);
}

/** The variables in a term or fact, with their marks. */
const variablesIn = (tree: Tree): ReadonlySet<string> =>
  new Set(all(tree, 'Fresh', 'Public', 'Variable').map(({ text }) => text));

/** Functions of the builtins, with how many arguments they take. */
const builtins: readonly (readonly [string, number])[] = [
  ['senc', 2],
  ['aenc', 2],
  ['pk', 1],
  ['sign', 2],
  ['verify', 3],
  ['h', 1],
];

/** What is wrong with the functions in a file: none of that name, or with other arguments. */
function functionFaults(theory: Tree): readonly string[] {
  const declared = all(theory, 'Function').map((tree) => {
    const [, arity = ''] = /\/\s*(\d+)/u.exec(tree.text) ?? [];
    return [nameOf(tree), Number(arity)] as const;
  });
  const known = new Map([...builtins, ...declared]);
  return all(theory, 'Applied').flatMap((tree) => {
    const count = within(tree, 'Term').length;
    const arity = known.get(nameOf(tree));
    return arity === count ? [] : [complaint(tree, `takes ${String(arity)} arguments`)];
  });
}

/** A fact of a rule. */
interface Fact {
  readonly name: string;
  readonly isPersistent: boolean;
  readonly terms: readonly Tree[];
  readonly tree: Tree;
}

function factsIn(tree: Tree | undefined): readonly Fact[] {
  return (tree === undefined ? [] : within(tree, 'Fact')).map((one) => ({
    name: nameOf(one),
    isPersistent: one.text.startsWith('!'),
    terms: within(one, 'Term'),
    tree: one,
  }));
}

/** A rule. */
interface Rule {
  readonly tree: Tree;
  readonly premises: readonly Fact[];
  readonly actions: readonly Fact[];
  readonly conclusions: readonly Fact[];
}

function rulesIn(theory: Tree): readonly Rule[] {
  return all(theory, 'Rule').map((tree) => ({
    tree,
    premises: factsIn(within(tree, 'Premises')[0]),
    actions: factsIn(within(tree, 'Actions')[0]),
    conclusions: factsIn(within(tree, 'Conclusions')[0]),
  }));
}

/** How a fact is used: its arguments and whether it stays. */
const usage = ({ isPersistent, terms }: Fact): string =>
  `${String(terms.length)} arguments${isPersistent ? ', persistent' : ''}`;

/** What is wrong with facts: unlike each other, of no rule's making, reserved ones out of place. */
function factFaults(rules: readonly Rule[]): readonly string[] {
  const made = rules.flatMap(({ conclusions }) => conclusions);
  const usages = new Map(made.map((fact) => [fact.name, usage(fact)]));
  const uses = [...made, ...rules.flatMap(({ premises }) => premises)];
  const reserved = ['In', 'Fr', 'Out'];
  const unlike = uses
    .filter(({ name }) => !reserved.includes(name))
    .flatMap((fact) => {
      const other = usages.get(fact.name);
      if (other === undefined) return [complaint(fact.tree, 'no rule makes it')];
      return other === usage(fact) ? [] : [complaint(fact.tree, `elsewhere with ${other}`)];
    });
  const misplaced = rules.flatMap(({ premises, conclusions, actions }) => [
    ...premises.filter(({ name }) => name === 'Out'),
    ...conclusions.filter(({ name }) => ['In', 'Fr'].includes(name)),
    ...actions.filter(({ name }) => [...reserved, 'K'].includes(name)),
    ...premises.filter(({ name, tree }) => name === 'Fr' && !/^Fr\(\s*~\w+\s*\)$/u.test(tree.text)),
  ]);
  return [...unlike, ...misplaced.map(({ tree }) => complaint(tree, 'out of place'))];
}

/** Whether a term can be made of what is known. */
function canMake(known: ReadonlySet<string>, term: Tree): boolean {
  const [inner = term] = term.rule === 'Term' ? term.parts : [term];
  if (known.has(inner.text) || ['Literal', 'Public', 'True'].includes(inner.rule)) return true;
  const isMade = inner.rule === 'Tuple' || inner.rule === 'Applied';
  return isMade && within(inner, 'Term').every((part) => canMake(known, part));
}

/** What is inside of a box that can be opened with what is known. */
function opened(known: ReadonlySet<string>, inner: Tree): readonly Tree[] {
  const [content, key] = within(inner, 'Term');
  if (content === undefined || key === undefined) return [];
  if (nameOf(inner) === 'senc') return canMake(known, key) ? [content] : [];
  const [secret] = all(key, 'Term');
  const isOwner = key.text.startsWith('pk(') && secret !== undefined && canMake(known, secret);
  return nameOf(inner) === 'aenc' && isOwner ? [content] : [];
}

/** What is known of terms that are: parts of tuples, and what is under keys that are known. */
function derivable(terms: readonly Tree[]): ReadonlySet<string> {
  const known = new Set<string>();
  const seen = new Set<Tree>();
  let waiting = terms;
  while (waiting.length > 0) {
    const inners = waiting.map((term) => (term.rule === 'Term' ? (term.parts[0] ?? term) : term));
    for (const inner of inners) {
      known.add(inner.text);
      seen.add(inner);
    }
    const tuples = inners.filter(({ rule }) => rule === 'Tuple');
    const boxes = [...seen].flatMap((inner) => opened(known, inner));
    const inside = [...tuples.flatMap((tuple) => within(tuple, 'Term')), ...boxes];
    waiting = inside.filter((term) => !seen.has(term.parts[0] ?? term));
  }
  return known;
}

/** What is wrong with the variables of a rule. */
function variableFaults({ tree, premises, actions, conclusions }: Rule): readonly string[] {
  const bound = new Set(premises.flatMap((fact) => [...variablesIn(fact.tree)]));
  const free = [...actions, ...conclusions].flatMap((fact) =>
    [...variablesIn(fact.tree)]
      .filter((name) => !bound.has(name) && !name.startsWith('$'))
      .map((name) => complaint(fact.tree, `${name} is in no premise`)),
  );
  const bare = [...bound].map((name) => name.replace(/^[~$]/u, ''));
  const twofold = new Set(bare).size === bound.size ? [] : [complaint(tree, 'a name of two sorts')];
  const known = derivable(premises.flatMap(({ terms }) => terms));
  const hidden = [...bound]
    .filter((name) => !known.has(name) && !name.startsWith('$'))
    .map((name) => complaint(tree, `${name} cannot be derived from the premises`));
  const reducible = premises
    .flatMap((fact) => all(fact.tree, 'Applied'))
    .filter((one) => nameOf(one) === 'verify')
    .map((one) => complaint(one, 'reducible in a premise'));
  return [...free, ...twofold, ...hidden, ...reducible];
}

/** The action atoms that hold wherever a formula does. */
function guards(formula: Tree): readonly Tree[] {
  const [inner = formula] = formula.parts;
  if (formula.rule === 'Formula' && inner.rule === 'Implied') {
    return within(inner, 'Disjunction').slice(0, 1).flatMap(guards);
  }
  const conjunctions = all(formula, 'Conjunction');
  const [first] = conjunctions;
  return first === undefined
    ? []
    : within(first, 'Atom').flatMap(({ parts }) => parts.filter(({ rule }) => rule === 'Action'));
}

/** What is wrong with quantifiers: variables that no action guards, or that nothing binds. */
function guardFaults(tree: Tree, bound: ReadonlySet<string> = new Set()): readonly string[] {
  if (tree.rule === 'Quantified') {
    const [formula = tree] = within(tree, 'Formula');
    const header = tree.parts.filter(({ rule }) => rule !== 'Formula');
    const named = header.flatMap((part) => within(part, 'Bound')).map(({ text }) => text);
    const guarded = new Set(
      guards(formula).flatMap((one) => [...variablesIn(one), /#\w+$/u.exec(one.text)?.[0] ?? '']),
    );
    const loose = named
      .filter((name) => !guarded.has(name))
      .map((name) => complaint(tree, `${name} is not guarded`));
    return [...loose, ...guardFaults(formula, new Set([...bound, ...named]))];
  }
  const isAtom = ['Action', 'Earlier', 'Equal'].includes(tree.rule);
  if (!isAtom) return tree.parts.flatMap((part) => guardFaults(part, bound));
  const used = [...variablesIn(tree), ...(tree.text.match(/#\w+/gu) ?? [])];
  return used
    .filter((name) => !bound.has(name))
    .map((name) => complaint(tree, `${name} is not bound`));
}

/** What is wrong with formulas: actions that no rule has, and quantifiers. */
function formulaFaults(theory: Tree, rules: readonly Rule[]): readonly string[] {
  const actions = new Map<string, number>([['K', 1]]);
  for (const { name, terms } of rules.flatMap((rule) => rule.actions))
    actions.set(name, terms.length);
  return all(theory, 'Lemma', 'Restriction').flatMap((tree) => [
    ...guardFaults(tree),
    ...all(tree, 'Action')
      .filter((one) => actions.get(nameOf(one)) !== within(one, 'Term').length)
      .map((one) => complaint(one, 'no rule has such an action')),
  ]);
}

/** What is wrong with a theory: what Tamarin's grammar or its wellformedness checks do not allow. */
export function tamarinFaults(text: string): readonly string[] {
  const theory = readTamarin(text);
  if ('says' in theory) {
    return [`${String(theory.at.line)}:${String(theory.at.column)} ${theory.says}`];
  }
  const rules = rulesIn(theory);
  const names = [...all(theory, 'Rule', 'Lemma', 'Restriction')].map(
    (tree) => `${tree.rule} ${nameOf(tree)}`,
  );
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return [
    ...twice.map((name) => `${name} twice`),
    ...functionFaults(theory),
    ...factFaults(rules),
    ...rules.flatMap(variableFaults),
    ...formulaFaults(theory, rules),
  ];
}
