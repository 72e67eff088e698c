//! [`Links`]: reverse references, made once for the whole portal (exam → levels, course → exams, skill → courses …).

use super::{
    Assessment, Award, Case, Course, Department, Exam, ExamSession, External, Initiative, Key, Kpi, Leader, Level, Map, News, Pointer,
    Rule, Site, Skill, Tool, Trend,
};

/// Who points to a record, for each kind of record that is pointed to. Lists are in the order of the pointing table.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Courses for a level.
    pub level_courses: Map<Level, Vec<Key<Course>>>,
    /// External contents for a level.
    pub level_external: Map<Level, Vec<Key<External>>>,
    /// Exams that count for a level.
    pub level_exams: Map<Level, Vec<Key<Exam>>>,
    /// Cases for a level.
    pub level_cases: Map<Level, Vec<Key<Case>>>,
    /// Trend articles for a level.
    pub level_trends: Map<Level, Vec<Key<Trend>>>,
    /// Indicators of a level.
    pub level_kpis: Map<Level, Vec<Key<Kpi>>>,
    /// Position of the assessment rule of a level in [`Site::assessments`].
    pub level_assessment: Map<Level, Option<usize>>,
    /// Levels that need a skill, with the step.
    pub skill_levels: Map<Skill, Vec<(Key<Level>, u8)>>,
    /// Courses that teach a skill.
    pub skill_courses: Map<Skill, Vec<Key<Course>>>,
    /// External contents for a skill.
    pub skill_external: Map<Skill, Vec<Key<External>>>,
    /// Exams that prove a skill.
    pub skill_exams: Map<Skill, Vec<Key<Exam>>>,
    /// Cases that show a skill.
    pub skill_cases: Map<Skill, Vec<Key<Case>>>,
    /// Trend articles on a skill.
    pub skill_trends: Map<Skill, Vec<Key<Trend>>>,
    /// Courses that ask for a course.
    pub course_followers: Map<Course, Vec<Key<Course>>>,
    /// Exams that a course prepares for.
    pub course_exams: Map<Course, Vec<Key<Exam>>>,
    /// Levels whose assessment counts a course.
    pub course_assessments: Map<Course, Vec<Key<Level>>>,
    /// Levels whose assessment counts an exam.
    pub exam_assessments: Map<Exam, Vec<Key<Level>>>,
    /// Sittings of an exam.
    pub exam_sessions: Map<Exam, Vec<Key<ExamSession>>>,
    /// Cases of a tool.
    pub tool_cases: Map<Tool, Vec<Key<Case>>>,
    /// Courses on a tool.
    pub tool_courses: Map<Tool, Vec<Key<Course>>>,
    /// Cases of a measure.
    pub initiative_cases: Map<Initiative, Vec<Key<Case>>>,
    /// Indicators of a measure.
    pub initiative_kpis: Map<Initiative, Vec<Key<Kpi>>>,
    /// Courses that serve an indicator.
    pub kpi_courses: Map<Kpi, Vec<Key<Course>>>,
    /// Awards of a case.
    pub case_awards: Map<Case, Vec<Key<Award>>>,
    /// Positions of the leaders of a department in [`Site::leaders`].
    pub department_leaders: Map<Department, Vec<usize>>,
    /// News about a course.
    pub course_news: Map<Course, Vec<Key<News>>>,
}

impl Links {
    /// Gathers the reverse references of `site`.
    pub(super) fn gather(site: &Site) -> Self {
        let mut links = Self::empty(site);
        links.courses(site);
        links.catalogue(site);
        links.assessments(site);
        links.rest(site);
        links
    }

    /// No references at all, over the tables of `site`.
    fn empty(site: &Site) -> Self {
        Self {
            level_courses: Map::over(&site.levels),
            level_external: Map::over(&site.levels),
            level_exams: Map::over(&site.levels),
            level_cases: Map::over(&site.levels),
            level_trends: Map::over(&site.levels),
            level_kpis: Map::over(&site.levels),
            level_assessment: Map::over(&site.levels),
            skill_levels: Map::over(&site.skills),
            skill_courses: Map::over(&site.skills),
            skill_external: Map::over(&site.skills),
            skill_exams: Map::over(&site.skills),
            skill_cases: Map::over(&site.skills),
            skill_trends: Map::over(&site.skills),
            course_followers: Map::over(&site.courses),
            course_exams: Map::over(&site.courses),
            course_assessments: Map::over(&site.courses),
            exam_assessments: Map::over(&site.exams),
            exam_sessions: Map::over(&site.exams),
            tool_cases: Map::over(&site.tools),
            tool_courses: Map::over(&site.tools),
            initiative_cases: Map::over(&site.initiatives),
            initiative_kpis: Map::over(&site.initiatives),
            kpi_courses: Map::over(&site.kpis),
            case_awards: Map::over(&site.cases),
            department_leaders: Map::over(&site.departments),
            course_news: Map::over(&site.courses),
        }
    }

    fn courses(&mut self, site: &Site) {
        for (key, course) in site.courses.iter() {
            course.levels.iter().for_each(|(level, _)| self.level_courses[*level].push(key));
            course.skills.iter().for_each(|(skill, _)| self.skill_courses[*skill].push(key));
            course.prerequisites.iter().for_each(|before| self.course_followers[*before].push(key));
            course.tools.iter().for_each(|tool| self.tool_courses[*tool].push(key));
            course.related_kpi.iter().for_each(|kpi| self.kpi_courses[*kpi].push(key));
        }
    }

    fn catalogue(&mut self, site: &Site) {
        for (key, external) in site.external.iter() {
            external.levels.iter().for_each(|level| self.level_external[*level].push(key));
            external.skills.iter().for_each(|skill| self.skill_external[*skill].push(key));
        }
        for (key, exam) in site.exams.iter() {
            exam.counts_for.iter().for_each(|level| self.level_exams[*level].push(key));
            exam.skills.iter().for_each(|skill| self.skill_exams[*skill].push(key));
            exam.prepare.iter().for_each(|course| self.course_exams[*course].push(key));
        }
        for (key, session) in site.exam_sessions.iter() {
            self.exam_sessions[session.exam].push(key);
        }
        for (key, case) in site.cases.iter() {
            case.levels.iter().for_each(|level| self.level_cases[*level].push(key));
            case.skills.iter().for_each(|skill| self.skill_cases[*skill].push(key));
            case.tools.iter().for_each(|tool| self.tool_cases[*tool].push(key));
            case.initiative.iter().for_each(|initiative| self.initiative_cases[*initiative].push(key));
        }
    }

    fn assessments(&mut self, site: &Site) {
        for (at, Assessment { level, rule, .. }) in site.assessments.iter().enumerate() {
            self.level_assessment[*level] = Some(at);
            rule.walk(&mut |node| {
                let levels = match node {
                    Rule::Course(course) => &mut self.course_assessments[*course],
                    Rule::Exam(exam) => &mut self.exam_assessments[*exam],
                    _ => return,
                };
                if !levels.contains(level) {
                    levels.push(*level);
                }
            });
        }
    }

    fn rest(&mut self, site: &Site) {
        for (key, level) in site.levels.iter() {
            level.skills.iter().for_each(|(skill, step)| self.skill_levels[*skill].push((key, *step)));
        }
        for (key, kpi) in site.kpis.iter() {
            kpi.levels.iter().for_each(|level| self.level_kpis[*level].push(key));
            kpi.initiative.iter().for_each(|initiative| self.initiative_kpis[*initiative].push(key));
        }
        for (key, trend) in site.trends.iter() {
            trend.levels.iter().for_each(|level| self.level_trends[*level].push(key));
            trend.skills.iter().for_each(|skill| self.skill_trends[*skill].push(key));
        }
        for (key, award) in site.awards.iter() {
            award.case.iter().for_each(|case| self.case_awards[*case].push(key));
        }
        for (at, Leader { department, .. }) in site.leaders.iter().enumerate() {
            self.department_leaders[*department].push(at);
        }
        for (key, news) in site.news.iter() {
            for pointer in &news.links {
                if let Pointer::Course(course) = pointer {
                    self.course_news[*course].push(key);
                }
            }
        }
    }
}
