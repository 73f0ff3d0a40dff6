import { describe, expect, test } from 'vitest';
import { commandFor, onDemand } from './on-demand.ts';

describe('a command that is loaded on demand', () => {
  test.each(onDemand)('$name is the command of that name, with flags of its own', async (one) => {
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
    const command = await commandFor({ name: 'x', says: 'y', load }, ['verify'], () => undefined);
    expect(command.name()).toBe('x');
  });
});
