export { cacheDirectory, cached, cacheKey, keep, recall } from './cache.ts';
export { keepFailure } from './keep-failure.ts';
export type { CriticalPath, NextpnrReport } from './nextpnr-report.ts';
export { closeTools, endTools, limitWorkers } from './pool.ts';
export { type Ice40Device, type NextpnrJob, runNextpnr } from './run-nextpnr.ts';
export { runYosys, type YosysJob, type YosysResult } from './run-yosys.ts';
export { ToolError, type ToolErrorKind, ToolMissingError, type ToolName } from './tool-error.ts';
export { type ToolVersions, toolVersions } from './versions.ts';
