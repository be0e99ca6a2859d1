import { type Finding, type Import, isTest, type Source } from './source'

const under = (folder: string) => (path: string) => path === folder || path.startsWith(`${folder}/`)
const [inApp, inComponents, inUi] = [under('app'), under('components'), under('components/ui')]
const [inLib, inRules, inDb] = [under('lib'), under('lib/rules'), under('db')]
const [inE2e, inBin, inBench] = [under('e2e'), under('bin'), under('bench')]

const uiMayKnow: readonly string[] = ['lib/rules/size', 'lib/rules/verdict', 'lib/result']
const rulesTestsMayUse: readonly string[] = ['vitest', 'fast-check']

function saysOf(path: string, target: Import): string | undefined {
  if (inRules(path)) {
    if (target.package !== undefined)
      return isTest(path) && rulesTestsMayUse.includes(target.package)
        ? undefined
        : `lib/rules imports nothing but itself, not the package ${target.package}.`
    return inRules(target.file) ? undefined : `lib/rules imports nothing but itself, not ${target.file}.`
  }
  if (target.file === undefined) return undefined
  const { file } = target
  const tool = isTest(path) || inBin(path) || inBench(path) || !path.includes('/')
  if (!tool && (inE2e(file) || inBin(file) || inBench(file)))
    return `${file} is for tests and the command line: nothing of the application imports it.`
  if (inDb(path) && !isTest(path) && !inDb(file)) return `db imports only db, not ${file}.`
  if (inLib(path) && (inComponents(file) || inApp(file))) return `lib knows neither components nor app, not ${file}.`
  if (inComponents(path) && inApp(file)) return `components know nothing of app, not ${file}.`
  if ((inComponents(path) || inApp(path)) && !isTest(path) && inDb(file))
    return `Only lib reads and writes the database: import from lib, not ${file}.`
  if (inUi(path) && !isTest(path) && !inUi(file) && !uiMayKnow.includes(file))
    return `components/ui knows no noun: only itself, ${uiMayKnow.join(' and ')}, not ${file}.`
  return undefined
}

/** Imports go one way: app → components → lib → lib/rules, and lib → db. */
export const checkLayers = ({ path, imports }: Source): readonly Finding[] =>
  imports.flatMap((target) => {
    const says = saysOf(path, target)
    return says ? [{ path, line: target.line, says }] : []
  })
