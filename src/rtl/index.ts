export { type Column, daddaStages, type Row, rowAt } from './dadda.ts';
export { emitVerilog } from './emit.ts';
export { type CoreOptions, fileListText, fusesocCore } from './fusesoc.ts';
export { contractLines, titleOf } from './header.ts';
export { createPlan, mergePlans, type Plan } from './plan.ts';
export { loadTemplates, shippedTemplates, type Templates } from './templates.ts';
export { emitTestbench, testbenchName } from './testbench.ts';
export { manBitsAreFree } from './widths.ts';
export { checkOutput, type WriteOptions, writePlan } from './write-plan.ts';
