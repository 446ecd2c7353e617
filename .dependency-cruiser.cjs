// Which room may know which. `npm run check` runs it through bin/architecture.mjs, which also makes
// sure that every file was read.
const notTests = '[.]test[.](ts|mjs)$'
// The test language of the deciders states its findings with node:assert.
const story = '^server/kernel/story[.]ts$'
const pureRooms = '^server/(kernel|values|modules)/'
const doors = '(module|published)[.]ts$'

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    forbid('no-circle', 'A circle cannot be read from one end.', {}, { circular: true }),
    forbid(
      'no-orphan',
      'Nothing uses this file, and it uses nothing.',
      { orphan: true, pathNot: ['^server/supervised[.]ts$', '[.](cjs|mjs)$', '[.]d[.]ts$'] },
      {},
    ),
    forbid('imports-resolve', 'This import leads nowhere.', {}, { couldNotResolve: true }),
    forbid('tests-stay-tests', 'A test is no place to import from.', {}, { path: notTests }),
    forbid(
      'only-node-starts-main',
      'What wires everything is started, never imported.',
      { pathNot: '^bin/' },
      { path: '^server/(main|command-line)[.]ts$' },
    ),
    forbid(
      'kernel-stands-alone',
      'The kernel knows nothing of clinics.',
      { path: '^server/kernel/', pathNot: notTests },
      { path: '^server/', pathNot: '^server/kernel/' },
    ),
    forbid(
      'values-know-the-kernel',
      'Values parse and format; they may know the kernel.',
      { path: '^server/values/', pathNot: notTests },
      { path: '^server/', pathNot: '^server/(kernel|values)/' },
    ),
    forbid(
      'modules-know-values',
      'The domain knows neither store nor HTTP.',
      { path: '^server/modules/', pathNot: notTests },
      { path: '^server/', pathNot: '^server/(kernel|values|modules)/' },
    ),
    forbid(
      'one-door-a-module',
      'Another module is known by what its module.ts or published.ts says.',
      { path: '^server/modules/([^/]+)/' },
      { path: '^server/modules/[^/]+/', pathNot: ['^server/modules/$1/', doors] },
    ),
    forbid(
      'store-and-worker-know-the-kernel',
      'They carry out any domain, so they name none; the thread’s entry wires them.',
      { path: '^server/(store|worker)/', pathNot: [notTests, '^server/worker/thread[.]ts$'] },
      { path: '^server/', pathNot: '^server/(kernel|values|store|worker)/' },
    ),
    forbid(
      'elsewhere-knows-ports',
      'Modules in a process of their own are asked by the kernel’s port; no domain is named there.',
      { path: '^server/elsewhere/', pathNot: notTests },
      { path: '^server/', pathNot: '^server/(kernel|worker|elsewhere)/' },
    ),
    forbid(
      'access-knows-the-key-file',
      'Sign-in keeps a file of its own; of the store it knows how the master key is read.',
      { path: '^server/access/', pathNot: notTests },
      {
        path: '^server/',
        pathNot: [
          '^server/(kernel|values|access)/',
          '^server/store/sqlite/(connection|keys)[.]ts$',
        ],
      },
    ),
    forbid(
      'web-knows-ports',
      'The web asks the kernel’s ports and the modules’ doors, nothing behind them.',
      { path: '^server/(web|fhir)/', pathNot: notTests },
      {
        path: '^server/',
        pathNot: ['^server/(kernel|values|web|access|fhir)/', `^server/modules/[^/]+/${doors}`],
      },
    ),
    forbid(
      'post-knows-ports',
      'Mail is made from what modules publish, and handed over as the worker asks; it knows neither store nor HTTP.',
      { path: '^server/post/', pathNot: notTests },
      {
        path: '^server/',
        pathNot: ['^server/(kernel|values|worker|post)/', `^server/modules/[^/]+/${doors}`],
      },
    ),
    forbid(
      'payments-know-ports',
      'The bank is spoken to over HTTP; what it says becomes a command, through what modules publish.',
      { path: '^server/payments/', pathNot: notTests },
      {
        path: '^server/',
        pathNot: ['^server/(kernel|values|worker|payments)/', `^server/modules/[^/]+/${doors}`],
      },
    ),
    forbid(
      'pure-rooms-have-no-node',
      'Time, ids and files come in from outside.',
      { path: pureRooms, pathNot: [notTests, story] },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'pure-rooms-have-no-packages',
      'zod alone is as pure as these rooms.',
      { path: pureRooms, pathNot: [notTests, story] },
      { path: 'node_modules/', pathNot: 'node_modules/zod/' },
    ),
    forbid(
      'serving-needs-no-tools',
      'An installation without development tools must still run.',
      {
        path: '^(server|bin)/',
        pathNot: [notTests, '^server/testing/', '^bin/(architecture|test|steps|assets|browser)'],
      },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
