//! [`State`]: the verdicts on an indicator, each with its word.

/// How an indicator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// 達成
    Achieved,
    /// 順調
    OnTrack,
    /// 維持できている
    Maintained,
    /// 上昇: better, where higher is better.
    Rising,
    /// 改善: better, where lower is better.
    Improved,
    /// 横ばい
    Flat,
    /// やや遅れ
    SlightlyBehind,
    /// 遅れ
    Behind,
    /// 維持できていない
    NotMaintained,
    /// 低下: worse, where higher is better.
    Falling,
    /// 悪化: worse, where lower is better.
    Worsened,
    /// 未達成: the time of the target is over and its result is short of it.
    Missed,
    /// 実績待ち: the time of the target is over and its result is not known yet.
    Awaited,
    /// 未実施: not done, and not due yet.
    NotDone,
    /// 実績未入力
    NoActual,
    /// 比べられない: nothing to compare with was measured in the same way.
    Incomparable,
    /// 目標時期未定
    NoDate,
    /// 数値目標なし
    NoTarget,
    /// 置き換え済み: a newer indicator took its place before its result was known.
    Replaced,
}

impl State {
    /// All states, in the order of the legend.
    pub const ALL: [State; 19] = [
        Self::Achieved,
        Self::OnTrack,
        Self::Maintained,
        Self::Rising,
        Self::Improved,
        Self::Flat,
        Self::SlightlyBehind,
        Self::Behind,
        Self::NotMaintained,
        Self::Falling,
        Self::Worsened,
        Self::Missed,
        Self::Awaited,
        Self::NotDone,
        Self::NoActual,
        Self::Incomparable,
        Self::NoDate,
        Self::NoTarget,
        Self::Replaced,
    ];

    /// The state in words, as the open data says it.
    pub fn words(self) -> &'static str {
        self.named().1
    }

    /// Its name, by which a theme words it.
    pub fn name(self) -> &'static str {
        self.named().0
    }

    fn named(self) -> (&'static str, &'static str) {
        match self {
            Self::Achieved => ("achieved", "達成"),
            Self::OnTrack => ("on_track", "順調"),
            Self::Maintained => ("maintained", "維持できている"),
            Self::Rising => ("rising", "上昇"),
            Self::Improved => ("improved", "改善"),
            Self::Flat => ("flat", "横ばい"),
            Self::SlightlyBehind => ("slightly_behind", "やや遅れ"),
            Self::Behind => ("behind", "遅れ"),
            Self::NotMaintained => ("not_maintained", "維持できていない"),
            Self::Falling => ("falling", "低下"),
            Self::Worsened => ("worsened", "悪化"),
            Self::Missed => ("missed", "未達成"),
            Self::Awaited => ("awaited", "実績待ち"),
            Self::NotDone => ("not_done", "未実施"),
            Self::NoActual => ("no_actual", "実績未入力"),
            Self::Incomparable => ("incomparable", "比べられない"),
            Self::NoDate => ("no_date", "目標時期未定"),
            Self::NoTarget => ("no_target", "数値目標なし"),
            Self::Replaced => ("replaced", "置き換え済み"),
        }
    }
}
