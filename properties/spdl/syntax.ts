/**
 * The grammar of Scyther's input language, after its manual and its parser (C. Cremers), in the notation of
 * ohm-js; and what ohm-js makes of it, which is kept (`golden/grammar.json`), since to make it anew takes
 * longer than to read most files.
 */
import { grammar } from 'ohm-js';

const syntax = String.raw`
  Spdl {
    File = Item*
    Item = Protocol | Untrusted | Usertype | Option | Include | Run | Decl
    Protocol = protocolWord ident "(" Terms ")" "{" Member* "}" ";"?
    Member = Role | Decl
    Untrusted = untrustedWord Terms ";"
    Usertype = usertypeWord Idents ";"
    Option = optionWord string ";"?
    Include = includeWord string ";"
    Run = runWord ident "." ident "(" Terms ")" ";"
    Role = singularWord? roleWord ident "{" Act* "}" ";"?
    Act = Send | Receive | NotMatch | Match | Claim | Knows | Decl
    Send = sendWord label "(" ident "," ident "," Terms ")" ";"
    Receive = receiveWord label "(" ident "," ident "," Terms ")" ";"
    NotMatch = notWord matchWord "(" Term "," Terms ")" ";"
    Match = matchWord "(" Term "," Terms ")" ";"
    Claim = claimWord label? "(" ident "," ident ClaimTerm* ")" ";"
    ClaimTerm = "," Term
    Knows = knowsWord Terms ";"
    Decl = Function | Constant | Fresh | Variable | Secret | InverseFunctions | Inverse | Compromised | Macro
    Function = secretWord? functionWord Idents ";"
    Constant = secretWord? constWord Idents Type? ";"
    Fresh = freshWord Idents Type? ";"
    Variable = varWord Idents Type? ";"
    Secret = secretWord Idents Type? ";"
    Type = ":" Idents
    InverseFunctions = inverseFunctionsWord "(" Term "," Term ")" ";"
    Inverse = inverseWord "(" Term "," Term ")" ";"
    Compromised = compromisedWord Terms ";"
    Macro = macroWord Term "=" Terms ";"
    Idents = NonemptyListOf<ident, ",">
    Terms = NonemptyListOf<Term, ",">
    Term = Encrypted | Tuple | Applied | Name
    Encrypted = "{" Terms "}" Key
    Key = Tuple | Applied | Name
    Tuple = "(" Terms ")"
    Applied = ident "(" Terms ")"
    Name = ident

    protocolWord = "protocol" ~more
    untrustedWord = "untrusted" ~more
    usertypeWord = "usertype" ~more
    optionWord = "option" ~more
    includeWord = "include" ~more
    runWord = "run" ~more
    singularWord = "singular" ~more
    roleWord = "role" ~more
    sendWord = "send"
    receiveWord = "recv" | "read"
    notWord = "not" ~more
    matchWord = "match" ~more
    claimWord = "claim"
    knowsWord = "knows" ~more
    secretWord = "secret" ~more
    functionWord = ("hashfunction" | "function") ~more
    constWord = "const" ~more
    freshWord = "fresh" ~more
    varWord = "var" ~more
    inverseFunctionsWord = "inversekeyfunctions" ~more
    inverseWord = "inversekeys" ~more
    compromisedWord = "compromised" ~more
    macroWord = "macro" ~more
    // All in one rule: whether a name is none of these is asked at every name.
    keyword = ("protocol" | "untrusted" | "usertype" | "role" | "knows" | "secret" | "hashfunction" | "function"
      | "const" | "fresh" | "var" | "match" | "macro") ~more

    label (a label: "_" and a name) = "_" more+
    ident (a name) = ~keyword "@"? ("a".."z" | "A".."Z" | "0".."9" | beyond) more*
    more = "a".."z" | "A".."Z" | "0".."9" | "^" | "-" | "!" | "'" | beyond
    beyond = ~("\u{0}".."\u{7f}") letter
    string (a string in double quotes) = "\"" (~"\"" any)* "\""
    space += comment
    comment (a comment) = ("//" | "#") (~"\n" any)* ("\n" | end) | "/*" (~"*/" any)* "*/"
  }
`;

/** What is kept of the grammar: JSON. */
export function recipe(): string {
  // Grammars do this by themselves, though the types of ohm-js do not say so.
  const spdl: object = grammar(syntax);
  return `${(spdl as { readonly toRecipe: () => string }).toRecipe()}\n`;
}
