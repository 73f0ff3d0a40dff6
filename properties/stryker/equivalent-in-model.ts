/**
 * Mutants of `model/` that live because the change makes no difference, each with why (`equivalent.ts`).
 */

/** All that are known. */
export const inModel = [
  {
    because:
      'a renewal is looked for behind a theft, and what stands behind something never has place 0',
    mutants: [
      'model/core/claim/compromise.ts: if (at < 0) return false;: EqualityOperator at 9: at <= 0',
    ],
  },
  {
    because:
      'whether two verdicts clash is the same both ways round, and none clashes with itself: to look at all pairs twice finds what looking once finds',
    mutants: [
      'model/core/claim/dispute.ts: given.slice(0, index).some((other) => {: MethodExpression at 7: given',
    ],
  },
  {
    because:
      'two statements of different kinds (a posting and a giving up, a sending and a receipt) never stand at one place of a trace',
    mutants: [
      'model/core/claim/dispute.ts: leftShort(trace, outcome, equal).some(([gaveUp, posted]) => posted > gaveUp): EqualityOperator at 65: posted >= gaveUp',
      'model/core/claim/synchronisation.ts: place < index && isClaimed(other, sent) && sameValues(other.values, receipt.values, equal);: EqualityOperator at 7: place <= index',
    ],
  },
  {
    because:
      'all plain messages begin with the same text then, and are the same octets exactly where they were',
    mutants: [
      'model/core/concatenation.ts: const joined: (string | Term)[] = [];: ArrayDeclaration at 37: ["Stryker was here"]',
    ],
  },
  {
    because:
      'it keeps what was worked out, so that it is not worked out again; the answer is the same',
    mutants: [
      'model/core/crafted.ts: known.set(t, found);: CallExpression at 5: ;',
      'model/core/step.ts: collectors.set(machine, collector);: CallExpression at 3: ;',
      'model/core/term.ts: known.set(shape, head);: CallExpression at 7: ;',
      'model/core/substitution.ts: [bound, isOwn] = [copy, true];: BooleanLiteral at 29: false',
      'model/core/substitution.ts: if (bindings.size === 0) return;: ConditionalExpression at 9: false',
    ],
  },
  {
    because:
      'what is ground has no variable: it is spared a walk that finds none and builds the same term, or two ground terms a comparison that they fail',
    mutants: [
      'model/core/narrowing.ts: if (store.isGround(part)) return;: ConditionalExpression at 9: false',
      'model/core/substitution.ts: if (store.isGround(t)) return t;: ConditionalExpression at 9: false',
      "model/core/substitution.ts: if (store.kind(head) === 'variable' || store.isGround(head)) return head;: ConditionalExpression at 9: false",
      "model/core/substitution.ts: if (store.kind(head) === 'variable' || store.isGround(head)) return head;: LogicalOperator at 9: store.kind(head) === 'variable' && store.isGround(head)",
      'model/core/substitution.ts: if (store.isGround(t)) return false;: ConditionalExpression at 9: false',
      'model/core/substitution.ts: if (!store.sameHead(left, right) || (store.isGround(left) && store.isGround(right))) {: ConditionalExpression at 42: false',
    ],
  },
  {
    because:
      'what is no variable and not crafted has another head than what is crafted: the two are not made one, and no choice is taken',
    mutants: [
      "model/core/narrowing-signature.ts: if (crafts?.has(substitutedKey) !== true || store.kind(publicKey) !== 'variable') return false;: ConditionalExpression at 49: false",
      "model/core/narrowing-signature.ts: if (crafts?.has(jointKey) !== true || store.kind(signature) !== 'variable') return false;: ConditionalExpression at 43: false",
    ],
  },
  {
    because: 'names of tests are compared with each other alone, and no other test has none',
    mutants: [
      'model/core/narrowing-signature.ts: return unify(known, store.publicKey(signingKey), \'public key\') ? signingKey : undefined;: StringLiteral at 54: ""',
      "model/core/narrowing.ts: return unify(known, variable('public-key'), 'a public key');: StringLiteral at 51: \"\"",
    ],
  },
  {
    because: 'a message without variables leaves all numbers free, from 0 on and from 2 on',
    mutants: [
      'model/core/narrowing.ts: return Math.max(-1, ...variablesOf(store, t).map((v) => Number(store.label(v))));: UnaryOperator at 19: +1',
    ],
  },
  {
    because:
      'a party that there is has a name, and one that there is not is refused before it does anything',
    mutants: [
      'model/core/system.ts: const name = system.parties[party]?.name ?? \'\';: StringLiteral at 49: "Stryker was here!"',
    ],
  },
  {
    because: 'it is for the types alone: the chart that is made of it has none',
    mutants: ['model/script/chart.ts: types: {: ObjectLiteral at 12: {}'],
  },
  {
    because:
      'effects are asked for once the guard has found that something comes of the event, and once more it comes to the same',
    mutants: [
      'model/script/chart.ts: outcomes[index]?.(context, event)?.effects ?? [],: ArrayDeclaration at 57: ["Stryker was here"]',
    ],
  },
  {
    because:
      'what is open in a form is named by its place, and places are as different without the first word; no name of a script is so',
    mutants: [
      'model/script/composites.ts: function openInside(of: Message, sort: (m: Message) => string, path = \'part\'): Opened {: StringLiteral at 71: ""',
    ],
  },
  {
    because: 'what a message is called is the same with types and without',
    mutants: [
      'model/script/composites.ts: const { sort } = layoutOf(protocol, true);: BooleanLiteral at 39: false',
    ],
  },
  {
    because:
      'nobody is given the seed of a key, and no field and no variable is of its sort: only what is derived from it is ever met',
    mutants: [
      'model/script/system.ts: algebra.derive(algebra.name(\'seed\', text), sort);: StringLiteral at 33: ""',
    ],
  },
  {
    because: 'without an insider nothing is made: nobody is cast',
    mutants: [
      'model/script/composites.ts: function castingOf({ trusted }: Protocol, { honest, insider = \'\', seats }: Scenario): Casting {: StringLiteral at 63: "Stryker was here!"',
    ],
  },
  {
    because: 'a script has no name and no form has a sort that is called so',
    mutants: [
      'model/script/composites.ts: return step.do === \'receive\' ? [] : closedIn(step.message).flatMap(({ of }) => atomsIn(of));: ArrayDeclaration at 38: ["Stryker was here"]',
      'model/script/composites.ts: return new Set(used.flatMap((name) => sorts[name] ?? []));: ArrayDeclaration at 56: ["Stryker was here"]',
    ],
  },
  {
    because: 'who is in no role of a form is asked for the key of no role of it',
    mutants: [
      'model/script/composites.ts: const bench: Bench<M> = { self: self ?? \'\', algebra, layout, keyring };: StringLiteral at 49: "Stryker was here!"',
    ],
  },
  {
    because:
      'seeds that are derived from one need labels that are different, and without this one they still are; randomness is of any sort (`isWild`)',
    mutants: [
      'model/script/composites.ts: const m = made(bench, names, { message, fresh: algebra.constant(\'made up\') });: StringLiteral at 73: ""',
      'model/script/pattern.ts: of([part(inner, \'inside\')], (m: M) =>: StringLiteral at 21: ""',
      'model/script/pattern.ts: of([key, wrapped(inner)], (k: M, m: M) => seal(k, algebra.derive(fresh, \'box-randomness\'), m));: StringLiteral at 77: ""',
      "model/script/pattern.ts: return of([part(message.left, 'left'), part(message.right, 'right')], (left: M, right: M) =>: StringLiteral at 37: \"\"",
      "model/script/pattern.ts: return of([part(message.left, 'left'), part(message.right, 'right')], (left: M, right: M) =>: StringLiteral at 66: \"\"",
      'model/script/pattern.ts: return of([part(message.of, \'signed\')], (m: M) =>: StringLiteral at 35: ""',
      'model/script/pattern.ts: algebra.sign(keyring.own, algebra.derive(fresh, \'signature-randomness\'), m),: StringLiteral at 57: ""',
      'model/script/pattern.ts: return of([part(message.of, \'hashed\')], algebra.hash);: StringLiteral at 35: ""',
      'model/script/pattern.ts: return made(bench, names, { message, fresh: bench.algebra.constant(\'nothing random\') });: StringLiteral at 70: ""',
      "model/script/system.ts: root: algebra.name('seed', 'root'),: StringLiteral at 34: \"\"",
      "model/sa2pmp/confidential.ts: : algebra.derive(algebra.derive(fresh, 'answer'), 'key');: StringLiteral at 44: \"\"",
    ],
  },
  {
    because: 'a shape more that nobody asks for: what is called by a name is not sent as it is',
    mutants: [
      "model/script/layout.ts: if (step.do !== 'match') wrapping('message', step.message);: ConditionalExpression at 9: true",
    ],
  },
  {
    because:
      'a script in which who has nothing deposited uses what two others share is refused before (`mistakesIn`)',
    mutants: [
      'model/script/system.ts: const deposited = role.deposited === true;: ConditionalExpression at 25: true',
    ],
  },
  {
    because:
      'heads are told apart by their numbers, which are as different when they count down; places in the table begin elsewhere, and terms are found where they were put',
    mutants: [
      'model/core/term.ts: const head: Head = { id: count++, kind, sort, label };: UpdateOperator at 32: count--',
      "model/core/term.ts: const head: Head = { id: count++, kind: 'tuple', sort: shape.name, label: '', shape };: UpdateOperator at 30: count--",
      'model/core/term.ts: let hash = Math.imul(head.id + 1, 0x9e3779b1);: ArithmeticOperator at 24: head.id - 1',
    ],
  },
  {
    because:
      'lists of one length end together: behind the end of both there is nothing, which is the same',
    mutants: [
      'model/core/term.ts: for (let index = 0; index < args.length; index += 1) {: EqualityOperator at 23: index <= args.length',
    ],
  },
  {
    because: 'the table grows by one term sooner',
    mutants: [
      'model/core/term.ts: if (nodes.length * 2 > places.length) grow();: EqualityOperator at 11: nodes.length * 2 >= places.length',
    ],
  },
  {
    because:
      'what an attacker is taken to make is of a wild sort (`isWild`), and a variable of that sort takes any',
    mutants: [
      'model/core/crafted.ts: const exchanged = store.crafted(mauled, \'signature-randomness\', [randomness]);: StringLiteral at 43: ""',
    ],
  },
  {
    because:
      'a message whose free text is not crafted is none that colliding makes, since that puts a crafted one there: the comparison behind it fails',
    mutants: [
      "model/core/crafted.ts: if (block === undefined || store.kind(block) !== 'crafted') return m;: ConditionalExpression at 30: false",
    ],
  },
  {
    because:
      'what is known of an order takes the place of what was known of it: no two entries are of one commitment, and none is compared with its like',
    mutants: [
      'model/sa2pmp/roles/log-resolving.ts: return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;: EqualityOperator at 10: JSON.stringify(a) <= JSON.stringify(b)',
    ],
  },
  {
    because:
      'where views are not compared no entry is remembered, and an entry is held against nothing: it is spared the work of judging the evidence once more',
    mutants: [
      'model/sa2pmp/judge.ts: const found = comparesViews === true ? judgeEvidence(setting, context, message) : undefined;: ConditionalExpression at 19: true',
    ],
  },
  {
    because:
      'the label of a seed that nothing is made of but other seeds: without it, it is still another seed than all that come of the same one, and nobody is given either',
    mutants: [
      "model/sa2pmp/scenario/cast.ts: 'per-release': 'release 1',: StringLiteral at 22: \"\"",
      "model/sa2pmp/scenario/cast.ts: 'per-bank': 'bank',: StringLiteral at 19: \"\"",
      'model/sa2pmp/scenario/scenario.ts: const casts = castOf(algebra, scenario, algebra.derive(root, \'package keys\'));: StringLiteral at 64: ""',
      "model/sa2pmp/scenario/scenario.ts: bank: algebra.derive(algebra.derive(root, 'bank'), 'signing-key'),: StringLiteral at 47: \"\"",
      "model/sa2pmp/scenario/scenario.ts: box: algebra.derive(algebra.derive(root, 'bank'), 'box-key'),: StringLiteral at 46: \"\"",
      "model/sa2pmp/scenario/scenario.ts: log: algebra.derive(algebra.derive(root, 'log'), 'signing-key'),: StringLiteral at 46: \"\"",
      'model/sa2pmp/scenario/second-bank.ts: const seed = algebra.derive(root, \'second bank\');: StringLiteral at 37: ""',
      "model/sa2pmp/scenario/second-bank.ts: const packageKey = algebra.derive(algebra.derive(seed, 'package'), 'key');: StringLiteral at 58: \"\"",
    ],
  },
  {
    because:
      'the attacker has no phone among the parties, to which the key pair of two apps would be given',
    mutants: [
      "model/sa2pmp/scenario/cast.ts: scenario.secondBank === true && !corrupt.includes('client') && name !== insiderName: ConditionalExpression at 70: true",
    ],
  },
  {
    because:
      'a bank that is asked for a package sends one: the line is there for the types, and for a chart that would not',
    mutants: [
      'model/sa2pmp/scenario/second-bank.ts: if (sent === undefined) throw new Error(\'second bank: it issues no package\');: StringLiteral at 43: ""',
    ],
  },
  {
    because:
      'a message is read by the shape that the reading has, which has the field wherever it is asked for (A7 clock-window, A13 verifier): the line is there for the types',
    mutants: [
      'model/sa2pmp/roles/bank/freshness.ts: if (time === undefined) return false;: BooleanLiteral at 34: true',
      'model/sa2pmp/roles/bank/log-on.ts: if (proof === undefined || nonce === undefined) return false;: BooleanLiteral at 58: true',
    ],
  },
  {
    because:
      'what is done with an order, a key or a package is done where a guard has found it there: the line is there for the types',
    mutants: [
      'model/sa2pmp/roles/bank/effects.ts: if (context.job === undefined) throw new Error(\'bank: no order under execution\');: StringLiteral at 52: ""',
      'model/sa2pmp/roles/bank/effects.ts: if (found === undefined || !isFrame(event)) throw new Error(\'bank: no order to execute\');: StringLiteral at 65: ""',
      'model/sa2pmp/roles/client/context.ts: if (appPackage === undefined) throw new Error(\'client: the application is not installed\');: StringLiteral at 49: ""',
      'model/sa2pmp/roles/client/effects.ts: if (signingKey === undefined || wish === undefined) throw new Error(\'client: no key or wish\');: StringLiteral at 73: ""',
      'model/sa2pmp/roles/client/security-module.ts: if (input === undefined) throw new Error(\'client: an order of its own has no values\');: StringLiteral at 44: ""',
    ],
  },
] as const;
