import { describe, expect, test } from 'vitest';
import { commandFor, commands } from './commands.ts';

describe('a command that is loaded on demand', () => {
  test.each(commands)('$name is the command of that name, with flags of its own', async (one) => {
    const command = await commandFor(one, [one.name], () => undefined);
    expect(command.name()).toBe(one.name);
    expect(command.description()).toBe(one.says);
    const { options, registeredArguments, commands } = command;
    expect([...options, ...registeredArguments, ...commands]).not.toEqual([]);
  });

  test('is not loaded when another one is asked for', async () => {
    const load = (): never => {
      throw new Error('loaded');
    };
    const one = { name: 'x', summary: 's', says: 'y', group: 'g', load };
    const command = await commandFor(one, ['verify'], () => undefined);
    expect(command.name()).toBe('x');
  });
});
