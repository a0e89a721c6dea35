// TypeScript to CommonJS by esbuild: the same compiler that bundles what is deployed.
const { transformSync } = require('esbuild')

module.exports = {
  process(source, file) {
    const { code, map } = transformSync(source, {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcefile: file,
      sourcemap: 'both',
    })
    return { code, map: JSON.parse(map) }
  },
}
