import type { Level } from '../lib/rules/levels'
import { page, pressurePicture, runTable, solverLog, sound, surface, textOf } from './demo-bytes'
import type { Place } from './demo-people'

/** A file of the demonstration, by the names on the way to it. */
export type DemoFile = { readonly path: readonly string[]; readonly bytes: () => Uint8Array }

/** Who of a workspace has a level in a folder and below it. */
export type DemoPermission = { readonly path: readonly string[]; readonly group: string; readonly level: Level }

/** What is in the tree of a workspace; `by` is who put it there: where they act, and the part of their address before the @. */
export type DemoTree = {
  readonly place: Place
  readonly by: readonly [Place, string]
  readonly files: readonly DemoFile[]
  readonly permissions: readonly DemoPermission[]
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const padded = (number: number) => String(number).padStart(3, '0')

const campaign = (name: string, seed: number, runs: number): readonly DemoFile[] => [
  {
    path: ['Campaigns', name, 'README.md'],
    bytes: () => textOf(`# ${name}`, '', `${runs} runs. Each has its table of balances and its picture of pressures.`),
  },
  {
    path: ['Campaigns', name, 'settings.json'],
    bytes: () => textOf(JSON.stringify({ speed: 60, yaw: [-5, 0, 5], runs, seed }, null, 2)),
  },
  ...numbers(runs).flatMap((run): readonly DemoFile[] => [
    { path: ['Campaigns', name, 'Runs', `run-${padded(run)}.csv`], bytes: () => runTable(seed + run) },
    ...(run % 4 === 1
      ? [{ path: ['Campaigns', name, 'Pictures', `run-${padded(run)}.png`], bytes: () => pressurePicture(seed + run) }]
      : []),
  ]),
]

const report = (folder: string, name: string, lines: readonly string[]): DemoFile => ({
  path: [folder, `${name}.pdf`],
  bytes: () => page(name, lines),
})

const aerodynamics: DemoTree = {
  place: 'External Aerodynamics',
  by: ['External Aerodynamics', 'tomasz.wisniewski'],
  files: [
    ...campaign('2026-03 Sedan', 100, 48),
    ...campaign('2026-06 Van', 300, 40),
    ...numbers(24).map((run) => ({
      path: ['Simulation', 'Sedan', `case-${padded(run)}`, 'solver.log'],
      bytes: () => solverLog(run),
    })),
    ...numbers(8).map((part) => ({ path: ['Geometry', `panel-${part}.stl`], bytes: () => surface(part) })),
    ...numbers(3).map((point) => ({ path: ['Sound', `microphone-${point}.wav`], bytes: () => sound(point) })),
    report('Reports', 'Sedan, March', [
      'Drag fell by three counts against the clay of January.',
      'The wake is steadier.',
    ]),
    report('Reports', 'Van, June', ['The roof is too steep behind the second row.', 'Another campaign is booked.']),
    {
      path: ['Partners', 'Tunnel Partners', 'Orders', '2026-06 Van.pdf'],
      bytes: () =>
        page('Order, Van, June', ['Forty runs in the long test section.', 'Results by the end of the month.']),
    },
    ...numbers(6).map((run) => ({
      path: ['Partners', 'Tunnel Partners', 'Results', `run-${padded(run)}.csv`],
      bytes: () => runTable(1_200 + run),
    })),
  ],
  permissions: [
    { path: ['Campaigns'], group: 'Wind tunnel crew', level: 'full' },
    { path: ['Simulation'], group: 'CFD', level: 'full' },
    { path: ['Geometry'], group: 'CFD', level: 'read' },
    { path: ['Reports'], group: 'Report readers', level: 'read' },
  ],
}

const structures: DemoTree = {
  place: 'Structural Dynamics',
  by: ['Structural Dynamics', 'akiko.watanabe'],
  files: [
    ...numbers(30).map((test) => ({
      path: ['Crash', 'Front 56 km h', `test-${padded(test)}.csv`],
      bytes: () => runTable(500 + test, 60),
    })),
    ...numbers(20).map((run) => ({
      path: ['Fatigue', `specimen-${padded(run)}.log`],
      bytes: () => solverLog(700 + run, 80),
    })),
    report('Licences', 'Solver licences 2026', ['Twelve seats, two of them for the night.']),
  ],
  permissions: [
    { path: ['Crash'], group: 'Crash', level: 'full' },
    { path: ['Fatigue'], group: 'Fatigue', level: 'full' },
    { path: ['Licences'], group: 'Licence holders', level: 'read' },
  ],
}

const batteries: DemoTree = {
  place: 'Battery Systems',
  by: ['Default', 'ines.carvalho'],
  files: [
    ...numbers(36).map((cell) => ({
      path: ['Cells', 'Ageing', `cell-${padded(cell)}.csv`],
      bytes: () => runTable(900 + cell, 90),
    })),
    ...numbers(4).map((plate) => ({
      path: ['Cooling', `plate-${plate}.png`],
      bytes: () => pressurePicture(950 + plate),
    })),
  ],
  permissions: [
    { path: ['Cells'], group: 'Cells and packs', level: 'full' },
    { path: ['Cooling'], group: 'Cooling', level: 'full' },
  ],
}

/** The files of the demonstration, and who has been given their folders. */
export const demoTrees: readonly DemoTree[] = [aerodynamics, structures, batteries]
