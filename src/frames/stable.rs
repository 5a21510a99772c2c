//! One order of rows for one query over one set of tables, whatever the threads: groups, joins and
//! unions of Polars come in any order unless they are told to keep that of their input.

use polars::prelude::{DslPlan, JoinOptions, LazyFrame, MaintainOrderJoin, UniqueKeepStrategy};
use std::sync::Arc;

/// The same query, whose rows stay in the order in which their inputs have them.
pub fn stable(frame: LazyFrame) -> LazyFrame {
    LazyFrame::from(ordered(frame.logical_plan))
}

fn below(plan: Arc<DslPlan>) -> Arc<DslPlan> {
    Arc::new(ordered(Arc::unwrap_or_clone(plan)))
}

/// What is not named here has no input, or leaves rows where they are and has its input there.
fn ordered(plan: DslPlan) -> DslPlan {
    match plan {
        DslPlan::GroupBy {
            input,
            keys,
            predicates,
            aggs,
            maintain_order: _,
            options,
            apply,
        } => DslPlan::GroupBy {
            input: below(input),
            keys,
            predicates,
            aggs,
            maintain_order: true,
            options,
            apply,
        },
        DslPlan::Join {
            input_left,
            input_right,
            left_on,
            right_on,
            predicates,
            options,
        } => {
            let JoinOptions {
                allow_parallel,
                force_parallel,
                mut args,
            } = Arc::unwrap_or_clone(options);
            args.maintain_order = MaintainOrderJoin::LeftRight;
            DslPlan::Join {
                input_left: below(input_left),
                input_right: below(input_right),
                left_on,
                right_on,
                predicates,
                options: Arc::new(JoinOptions {
                    allow_parallel,
                    force_parallel,
                    args,
                }),
            }
        }
        DslPlan::Distinct { input, mut options } => {
            options.maintain_order = true;
            options.keep_strategy = match options.keep_strategy {
                UniqueKeepStrategy::Any => UniqueKeepStrategy::First,
                told => told,
            };
            DslPlan::Distinct {
                input: below(input),
                options,
            }
        }
        DslPlan::Sort {
            input,
            by_column,
            slice,
            mut sort_options,
        } => {
            sort_options.maintain_order = true;
            DslPlan::Sort {
                input: below(input),
                by_column,
                slice,
                sort_options,
            }
        }
        DslPlan::Union { inputs, mut args } => {
            args.maintain_order = true;
            DslPlan::Union {
                inputs: inputs.into_iter().map(ordered).collect(),
                args,
            }
        }
        DslPlan::HConcat { inputs, options } => DslPlan::HConcat {
            inputs: inputs.into_iter().map(ordered).collect(),
            options,
        },
        DslPlan::ExtContext { input, contexts } => DslPlan::ExtContext {
            input: below(input),
            contexts: contexts.into_iter().map(ordered).collect(),
        },
        DslPlan::PipeWithSchema { input, callback } => DslPlan::PipeWithSchema {
            input: input.iter().cloned().map(ordered).collect(),
            callback,
        },
        DslPlan::Filter { input, predicate } => DslPlan::Filter {
            input: below(input),
            predicate,
        },
        DslPlan::Cache { input, id } => DslPlan::Cache {
            input: below(input),
            id,
        },
        DslPlan::Select {
            expr,
            input,
            options,
        } => DslPlan::Select {
            expr,
            input: below(input),
            options,
        },
        DslPlan::HStack {
            input,
            exprs,
            options,
        } => DslPlan::HStack {
            input: below(input),
            exprs,
            options,
        },
        DslPlan::Slice { input, offset, len } => DslPlan::Slice {
            input: below(input),
            offset,
            len,
        },
        DslPlan::MapFunction { input, function } => DslPlan::MapFunction {
            input: below(input),
            function,
        },
        DslPlan::Gather {
            input,
            idxs,
            null_on_oob,
        } => DslPlan::Gather {
            input: below(input),
            idxs: below(idxs),
            null_on_oob,
        },
        DslPlan::MatchToSchema {
            input,
            match_schema,
            per_column,
            extra_columns,
        } => DslPlan::MatchToSchema {
            input: below(input),
            match_schema,
            per_column,
            extra_columns,
        },
        // Planned once to know its columns; it is planned again.
        DslPlan::IR { dsl, .. } => ordered(Arc::unwrap_or_clone(dsl)),
        without_input => without_input,
    }
}
