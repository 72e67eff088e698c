//! Japanese words of the model, as data show them. The words of choices are declared with them (`field::Choice`).

use super::ApplyStep;
use super::agenda::{Action, Subject};

/// Relative quantity of the level × department matrix, 0 to 4. Not a head-count.
pub fn weight(weight: i64) -> &'static str {
    match weight {
        ..=0 => "配置の想定なし",
        1 => "少数",
        2 => "ある程度",
        3 => "多い",
        4.. => "とても多い",
    }
}

/// A step of an application; `individual` is the word for what each person does.
pub fn apply_step(step: ApplyStep, individual: &'static str) -> &'static str {
    match step {
        ApplyStep::Internal => "庁内取りまとめ",
        ApplyStep::Group => "団体申込",
        ApplyStep::Individual => individual,
    }
}

/// What must be done until a deadline.
pub fn action(action: Action, subject: Subject) -> &'static str {
    match (action, subject) {
        (Action::ApplyInternal, _) => apply_step(ApplyStep::Internal, ""),
        (Action::ApplyGroup, _) => apply_step(ApplyStep::Group, ""),
        (Action::Apply, Subject::Course(..)) => apply_step(ApplyStep::Individual, "受講申込"),
        (Action::Apply, _) => apply_step(ApplyStep::Individual, "個人申込"),
        (Action::Register, _) => "受講登録",
        (Action::Finish, _) => "受講期限",
    }
}
