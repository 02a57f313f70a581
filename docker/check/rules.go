package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/types"
)

// A rule says what is wrong with one service.
type rule func(*types.Project, types.ServiceConfig) []string

var rules = []rule{
	imageIsPinned,
	buildExists,
	runsUnprivileged,
	saysWhenItIsHealthy,
	waitsForWhatItNeeds,
	secretsComeFromFiles,
	portsStayOnThisMachine,
	mountsExist,
}

var versioned = regexp.MustCompile(`:v?\d+(\.\d+)+([-.][\w.]+)?$`)

func imageIsPinned(_ *types.Project, service types.ServiceConfig) []string {
	if service.Build != nil || versioned.MatchString(service.Image) {
		return nil
	}
	return []string{fmt.Sprintf("image %q names no exact version", service.Image)}
}

func buildExists(_ *types.Project, service types.ServiceConfig) []string {
	if service.Build == nil {
		return nil
	}
	path := service.Build.Dockerfile
	if !filepath.IsAbs(path) {
		path = filepath.Join(service.Build.Context, path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return []string{fmt.Sprintf("its Dockerfile cannot be read: %v", err)}
	}
	stage := regexp.MustCompile(`(?m)^FROM .* AS ` + regexp.QuoteMeta(service.Build.Target) + `$`)
	if service.Build.Target != "" && !stage.Match(content) {
		return []string{fmt.Sprintf("%s has no stage %q", service.Build.Dockerfile, service.Build.Target)}
	}
	return nil
}

var numeric = regexp.MustCompile(`^[1-9]\d*:\d+$`)

func runsUnprivileged(_ *types.Project, service types.ServiceConfig) []string {
	var problems []string
	if !numeric.MatchString(service.User) {
		problems = append(problems, fmt.Sprintf("user %q is not a number other than 0 with a group", service.User))
	}
	if !service.ReadOnly {
		problems = append(problems, "its file system can be written: set read_only, and volumes or tmpfs for what it writes")
	}
	if !slices.Contains(service.CapDrop, "ALL") {
		problems = append(problems, "it keeps capabilities: set cap_drop [ALL]")
	}
	if !slices.Contains(service.SecurityOpt, "no-new-privileges:true") {
		problems = append(problems, "it may gain privileges: set security_opt no-new-privileges:true")
	}
	if service.Privileged {
		problems = append(problems, "it is privileged")
	}
	return problems
}

// A service that others wait for until it has ended needs no health check; every other one does.
func saysWhenItIsHealthy(project *types.Project, service types.ServiceConfig) []string {
	if endsByItself(project, service.Name) {
		return nil
	}
	if service.HealthCheck == nil || service.HealthCheck.Disable || len(service.HealthCheck.Test) < 2 {
		return []string{"it has no health check"}
	}
	return nil
}

func endsByItself(project *types.Project, name string) bool {
	for _, other := range project.Services {
		if other.DependsOn[name].Condition == types.ServiceConditionCompletedSuccessfully {
			return true
		}
	}
	return false
}

func waitsForWhatItNeeds(project *types.Project, service types.ServiceConfig) []string {
	var problems []string
	for name, dependency := range service.DependsOn {
		if dependency.Condition == types.ServiceConditionHealthy && project.Services[name].HealthCheck == nil {
			problems = append(problems, fmt.Sprintf("waits for %s to be healthy, which has no health check", name))
		}
	}
	slices.Sort(problems)
	return problems
}

var secretName = regexp.MustCompile(`(?i)(password|passwd|pwd|secret|api_?key|private_?key)$|token$`)

func secretsComeFromFiles(project *types.Project, service types.ServiceConfig) []string {
	var problems []string
	for name, value := range service.Environment {
		if secretName.MatchString(name) && value != nil && *value != "" {
			problems = append(problems, fmt.Sprintf("%s holds a secret: hand it over as a file", name))
		}
	}
	for _, used := range service.Secrets {
		if secret := project.Secrets[used.Source]; secret.File == "" {
			problems = append(problems, fmt.Sprintf("secret %s does not come from a file", used.Source))
		}
	}
	slices.Sort(problems)
	return problems
}

func portsStayOnThisMachine(_ *types.Project, service types.ServiceConfig) []string {
	var problems []string
	for _, port := range service.Ports {
		if port.HostIP != "127.0.0.1" {
			problems = append(problems, fmt.Sprintf("port %d is open to the network: publish it on 127.0.0.1", port.Target))
		}
	}
	return problems
}

func mountsExist(project *types.Project, service types.ServiceConfig) []string {
	var problems []string
	for _, volume := range service.Volumes {
		if volume.Type != types.VolumeTypeBind {
			continue
		}
		if _, err := os.Stat(volume.Source); err != nil {
			problems = append(problems, fmt.Sprintf("mounts %s, which does not exist", relative(project, volume.Source)))
		}
		if !volume.ReadOnly {
			problems = append(problems, fmt.Sprintf("may write into %s of this checkout: mount it read-only", relative(project, volume.Source)))
		}
	}
	return problems
}

func relative(project *types.Project, path string) string {
	return strings.TrimPrefix(path, project.WorkingDir+string(filepath.Separator))
}
