//! [`Dataset`]: the lists that the portal also offers as CSV and JSON.

/// A list offered as open data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dataset {
    /// 計画
    Plans,
    /// 取組方針と取組事項
    Initiatives,
    /// 参考資料
    References,
    /// 人材区分
    Levels,
    /// スキル
    Skills,
    /// スキルマップ
    SkillMap,
    /// 研修
    Courses,
    /// 研修の日程
    CourseSessions,
    /// 外部コンテンツ
    External,
    /// 試験
    Exams,
    /// 試験の日程
    ExamSessions,
    /// 締切
    Deadlines,
    /// 活用事例
    Cases,
    /// ツール
    Tools,
    /// 技術の動き
    Trends,
    /// お知らせ
    News,
    /// 所属
    Departments,
    /// レベル × 部局
    Matrix,
    /// 推進リーダー
    Leaders,
    /// 表彰
    Awards,
    /// コミュニティ
    Communities,
    /// KPI
    Kpi,
    /// KPIの年度ごとの実績
    KpiActuals,
    /// ロードマップ
    Roadmap,
    /// 推進体制
    Organization,
    /// 人材確保の方法
    Recruitment,
    /// 用語集
    Glossary,
    /// 認定の条件
    Assessment,
    /// 祝日
    Holidays,
}

impl Dataset {
    /// All lists, in the order of the data page.
    pub const ALL: &[Dataset] = &[
        Self::Levels,
        Self::Skills,
        Self::SkillMap,
        Self::Courses,
        Self::CourseSessions,
        Self::External,
        Self::Exams,
        Self::ExamSessions,
        Self::Deadlines,
        Self::Cases,
        Self::Tools,
        Self::Trends,
        Self::News,
        Self::Kpi,
        Self::KpiActuals,
        Self::Plans,
        Self::Initiatives,
        Self::References,
        Self::Roadmap,
        Self::Organization,
        Self::Recruitment,
        Self::Departments,
        Self::Matrix,
        Self::Leaders,
        Self::Awards,
        Self::Communities,
        Self::Assessment,
        Self::Glossary,
        Self::Holidays,
    ];

    /// Name of its files, without extension.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plans => "plans",
            Self::Initiatives => "initiatives",
            Self::References => "references",
            Self::Levels => "levels",
            Self::Skills => "skills",
            Self::SkillMap => "skill-map",
            Self::Courses => "courses",
            Self::CourseSessions => "course-sessions",
            Self::External => "external",
            Self::Exams => "exams",
            Self::ExamSessions => "exam-sessions",
            Self::Deadlines => "deadlines",
            Self::Cases => "cases",
            Self::Tools => "tools",
            Self::Trends => "trends",
            Self::News => "news",
            Self::Departments => "departments",
            Self::Matrix => "matrix",
            Self::Leaders => "leaders",
            Self::Awards => "awards",
            Self::Communities => "communities",
            Self::Kpi => "kpi",
            Self::KpiActuals => "kpi-actuals",
            Self::Roadmap => "roadmap",
            Self::Organization => "organization",
            Self::Recruitment => "recruitment",
            Self::Glossary => "glossary",
            Self::Assessment => "assessment",
            Self::Holidays => "holidays",
        }
    }
}
