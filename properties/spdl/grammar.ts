/**
 * Reads Scyther's input language into a tree of rules and texts, with ohm-js.
 *
 * The grammar follows Scyther's manual and parser (C. Cremers). Refuses what the grammar does not know,
 * with the line, the column and what was expected there.
 */
import { grammar } from 'ohm-js';
import { readerOf } from './tree.ts';

export { type Complaint, type Place, type Tree, within } from './tree.ts';

const spdl = grammar(String.raw`
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
    keyword = protocolWord | untrustedWord | usertypeWord | roleWord | knowsWord | secretWord
      | functionWord | constWord | freshWord | varWord | matchWord | macroWord

    label (a label: "_" and a name) = "_" more+
    ident (a name) = ~keyword "@"? alnum more*
    more = alnum | "^" | "-" | "!" | "'"
    string (a string in double quotes) = "\"" (~"\"" any)* "\""
    space += comment
    comment (a comment) = lineComment | blockComment
    lineComment = ("//" | "#") (~"\n" any)*
    blockComment = "/*" (~"*/" any)* "*/"
  }
`);

/** Reads a file; what is wrong with it where it cannot be read. */
export const treeOf = readerOf(spdl);
