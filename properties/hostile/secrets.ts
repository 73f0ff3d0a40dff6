/** Whether a text gives a secret away: raw, in hexadecimal, in base 64 at any alignment. */

/** Every way in which octets could stand in a text. */
function formsOf(secret: Buffer): readonly string[] {
  const hex = secret.toString('hex');
  return [
    secret.toString('latin1'),
    secret.toString('utf8'),
    hex,
    hex.toUpperCase(),
    JSON.stringify([...secret]).slice(1, -1),
    ...[0, 1, 2].flatMap((shift) => inBase64(secret, shift)),
  ];
}

/** The digits that depend on the secret alone when it stands `shift` octets into a group. */
function inBase64(secret: Buffer, shift: number): readonly string[] {
  const padded = Buffer.concat([Buffer.alloc(shift), secret]);
  const whole = Math.floor(padded.length / 3) * 4;
  const digits = padded.toString('base64').slice(shift === 0 ? 0 : 4, whole);
  return [digits, digits.replaceAll('+', '-').replaceAll('/', '_')];
}

/** Which of the secrets stand in a text, by name. */
export function givenAway(
  text: string,
  secrets: Readonly<Record<string, Buffer>>,
): readonly string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).some((form) => form.length >= 4 && text.includes(form)) ? [name] : [],
  );
}
