/** Mutants of the hosts that live because the change makes no difference, each with why (`equivalent.ts`). */

/** All that are known. */
export const inHost = [
  {
    because:
      'what changes nothing asks nothing, and so is one step, which refuses for one cause: nothing is joined',
    mutants: [
      'src/host/bank/bank.ts: if (performed.idle) return refused(works, request, performed.refusals.join(\'; \'));: StringLiteral at 80: ""',
    ],
  },
  {
    because:
      'the chart of a bank asks the regular bank to execute, with payer and order, and asks for nothing else: the line is there for the types, and for a chart that would',
    mutants: [
      "src/host/bank/bank.ts: if (what !== 'execute' || payer === undefined || order === undefined) {: ConditionalExpression at 7: false",
      'src/host/bank/bank.ts: throw new Error(`bank: asked for ${what}`);: StringLiteral at 21: ``',
    ],
  },
  {
    because:
      'what a bank sends goes by its number; its name in the outbox, which a phone gives its requests, is left out of every answer (`answerOf`)',
    mutants: [
      "src/host/bank/bank.ts: const seq = journal.enqueue({ ...send, id: '', state: waits ? 'pending' : 'reply' });: StringLiteral at 46: \"Stryker was here!\"",
    ],
  },
  {
    because:
      'a label tells the values of one seed apart, and of this seed nothing else is made: under another label the key is another unguessable value',
    mutants: [
      "src/host/bank/enrol.ts: world.reading.A9 === 'per-user' ? world.algebra.derive(world.fresh(), 'key') : releaseKey;: StringLiteral at 75: \"\"",
    ],
  },
  {
    because:
      'a transaction in which nothing is written changes nothing; it is spared, since each would wait for the lock',
    mutants: [
      'src/host/bank/bank.ts: if (received.length === 0) return;: ConditionalExpression at 7: false',
    ],
  },
  {
    because:
      'of an order a bank states as yet nothing else than that it takes it for its customer’s; what it may state of it one day shows no password, so that the condition stays',
    mutants: [
      "src/host/bank/bank.ts: (reading.A13b === 'password' && claim === 'commit' && about === 'order'),: ConditionalExpression at 39: true",
    ],
  },
  {
    because:
      'nothing else that a bank states begins with the frame of an order: what is read of the other values is no frame',
    mutants: [
      "src/host/bank/openings.ts: about === 'took-order' && frame !== undefined: ConditionalExpression at 7: true",
    ],
  },
  {
    because:
      'a shape is made of the fields that it has: what else is handed to it is left out, and so is what is made in vain',
    mutants: [
      'src/host/evidence-made.ts: messages.evidence.fields.some((field) => field.name === name);: ConditionalExpression at 46: true',
      'src/host/evidence-made.ts: messages.evidence.fields.some((field) => field.name === name);: EqualityOperator at 46: field.name !== name',
    ],
  },
  {
    because:
      'the depository keeps the key, and not the session in which it came: no judge asks for the token of a binding that the bank shows',
    mutants: [
      'src/host/evidence-made.ts: return algebra.encode(messages.keyBinding, { clientId, publicKey, token: textToBytes(\'none\') });: StringLiteral at 88: ""',
    ],
  },
  {
    because: 'a judge who is shown evidence draws nothing',
    mutants: [
      'src/host/evidence.ts: fresh: textToBytes(\'\'),: StringLiteral at 24: "Stryker was here!"',
    ],
  },
  {
    because:
      'a judge goes by what he is shown, not by who shows it; whom he knows by their address, the witnesses, nobody names here',
    mutants: [
      "src/host/evidence.ts: hear('court', message, 'the parties'),: StringLiteral at 28: \"\"",
    ],
  },
  {
    because: 'neither octets are a public key: no signature is the log’s under them',
    mutants: [
      'src/host/evidence.ts: logPublicKey = textToBytes(\'\'),: StringLiteral at 32: "Stryker was here!"',
    ],
  },
  {
    because:
      'where nothing waits nothing is handed over: the rounds that are left look for what waits and find nothing',
    mutants: [
      'src/host/phone/phone.ts: if (rows.length === 0) break;: ConditionalExpression at 9: false',
    ],
  },
  {
    because: 'what was heard is noted once more as it was, and nothing is taken',
    mutants: [
      'src/host/phone/phone.ts: if (unheard.length === 0) return [];: ConditionalExpression at 9: false',
    ],
  },
];
