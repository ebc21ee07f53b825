//! What people call a kind of object.

/// The short names of kinds, as `kubectl api-resources` prints them for Kubernetes 1.37; source: the
/// `shortNames` of `api/discovery` in the Kubernetes repository.
const SHORT_NAMES: &[(&str, &str)] = &[
    ("CertificateSigningRequest", "csr"),
    ("ComponentStatus", "cs"),
    ("ConfigMap", "cm"),
    ("CronJob", "cj"),
    ("CustomResourceDefinition", "crd"),
    ("DaemonSet", "ds"),
    ("Deployment", "deploy"),
    ("Endpoints", "ep"),
    ("Event", "ev"),
    ("HorizontalPodAutoscaler", "hpa"),
    ("IPAddress", "ip"),
    ("Ingress", "ing"),
    ("LimitRange", "limits"),
    ("Namespace", "ns"),
    ("NetworkPolicy", "netpol"),
    ("Node", "no"),
    ("PersistentVolume", "pv"),
    ("PersistentVolumeClaim", "pvc"),
    ("Pod", "po"),
    ("PodDisruptionBudget", "pdb"),
    ("PriorityClass", "pc"),
    ("ReplicaSet", "rs"),
    ("ReplicationController", "rc"),
    ("ResourceQuota", "quota"),
    ("Service", "svc"),
    ("ServiceAccount", "sa"),
    ("StatefulSet", "sts"),
    ("StorageClass", "sc"),
    ("VolumeAttributesClass", "vac"),
];

/// The names under which a note about `kind` may be found, best first: the kind itself, its words with
/// dashes, its words with spaces, its short name. No two differ only in case.
pub fn concept_names(kind: &str) -> Vec<String> {
    let words: Vec<String> = words(kind).map(str::to_lowercase).collect();
    let short = SHORT_NAMES.iter().find(|(known, _)| *known == kind);
    let mut names = vec![kind.to_string()];
    let others = [words.join("-"), words.join(" ")];
    for name in others.into_iter().chain(short.map(|(_, s)| s.to_string())) {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names
}

/// The words of a name in camel case; an acronym is one word: `HTTPRoute` is `HTTP`, `Route`.
fn words(kind: &str) -> impl Iterator<Item = &str> {
    let mut rest = kind;
    std::iter::from_fn(move || {
        let (word, behind) = rest.split_at(first_word(rest));
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

/// Where the first word of `name` ends.
fn first_word(name: &str) -> usize {
    let bytes = name.as_bytes();
    let begins_word = |i: &usize| match bytes.get(i - 1..=i + 1) {
        Some([before, here, behind]) if here.is_ascii_uppercase() => {
            !before.is_ascii_uppercase() || behind.is_ascii_lowercase()
        }
        _ => false,
    };
    (1..name.len()).find(begins_word).unwrap_or(name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_found_by_its_words_and_its_short_name() {
        for (kind, names) in [
            ("Pod", "Pod|po"),
            ("CronJob", "CronJob|cron-job|cron job|cj"),
            (
                "HorizontalPodAutoscaler",
                "HorizontalPodAutoscaler|horizontal-pod-autoscaler|horizontal pod autoscaler|hpa",
            ),
            ("Certificate", "Certificate"),
        ] {
            assert_eq!(concept_names(kind).join("|"), names);
        }
    }

    #[test]
    fn acronyms_are_one_word() {
        for (kind, dashed) in [
            ("HTTPRoute", "http-route"),
            ("CSIDriver", "csi-driver"),
            ("ValidatingAdmissionPolicy", "validating-admission-policy"),
            ("APIService", "api-service"),
            ("ServiceCIDR", "service-cidr"),
            ("S3Bucket", "s3-bucket"),
            ("EC2Instance", "ec2-instance"),
            ("ClusterIP", "cluster-ip"),
        ] {
            assert_eq!(concept_names(kind)[1], dashed, "{kind}");
        }
    }

    #[test]
    fn no_two_names_differ_only_in_case() {
        for (kind, _) in SHORT_NAMES {
            let mut folded: Vec<_> = concept_names(kind).iter().map(|name| name.to_lowercase()).collect();
            folded.sort();
            let all = folded.len();
            folded.dedup();
            assert_eq!(folded.len(), all, "{kind}");
        }
    }

    #[test]
    fn what_is_no_kind_has_its_own_name_only() {
        assert_eq!(concept_names("größe"), ["größe"]);
        assert_eq!(concept_names(""), [""]);
    }
}
