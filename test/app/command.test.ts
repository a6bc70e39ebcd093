import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { commandOf } from '../../src/app/command.ts';
import { operations } from '../../src/app/registry.ts';
import { harbinger } from '../cli/run.ts';

const operationOf = (name: string) => operations.find((operation) => operation.name === name) as (typeof operations)[number];
const place = { program: 'harbinger', dataOption: '--data reference' };

describe('the command that asks an operation the same question', () => {
  test.each([
    ['check', {}, 'harbinger check --data reference'],
    ['check', { pack: 'russell-crypto', claim: 'timing', seed: 7 }, 'harbinger check --claim timing --seed 7 --data reference'],
    ['series show', { id: 'BTC', values: true }, 'harbinger series show BTC --values --data reference'],
    [
      'lag',
      { a: 'RUT', b: 'BTC', eras: ['2015-01-01', '2020-01-01'] },
      'harbinger lag RUT BTC --eras 2015-01-01 --eras 2020-01-01 --data reference',
    ],
    ['packs', {}, 'harbinger packs'],
    ['pull', { ids: ['RUT', 'BTC'], dryRun: true }, 'harbinger pull RUT BTC --dry-run'],
  ] as const)('%s %j', (name, input, command) => {
    expect(commandOf(operationOf(name), input, place)).toBe(command);
  });

  test('survives a shell, whatever stands in it', () => {
    const when = 'it\'s $HOME; `date` & "x" > y';
    const command = commandOf(operationOf('study'), { when, then: ['a b'] }, { program: 'printf "%s\\n"', dataOption: '' });
    const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(stdout.split('\n')).toEqual(['study', '--when', when, '--then', 'a b', '']);
  });

  test('gives the same result', () => {
    const input = { when: 'all_time_high(RUT, after: 1y)', then: ['return(BTC, 90d)'], direction: 'down', asOf: '2022-06-30' };
    const command = commandOf(operationOf('study'), input, {
      program: `"${process.execPath}" src/main.ts`,
      dataOption: '--data reference --json',
    });
    const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    const by = [
      'study',
      '--when',
      input.when,
      '--then',
      'return(BTC, 90d)',
      '--direction',
      'down',
      '--as-of',
      '2022-06-30',
      '--data',
      'reference',
      '--json',
    ];
    expect(JSON.parse(stdout)).toEqual(JSON.parse(harbinger(by).out));
  });
});
